package kubetraining.component;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kubetraining.probe.PodPatience;
import kubetraining.probe.PodProbe;
import kubetraining.wait.Hopeless;

/**
 * How far a Deployment, DaemonSet or StatefulSet is.
 *
 * @param wanted pods it should have, or -1 while its controller has not looked at it yet
 * @param available pods of the newest kind that are available
 */
record WorkloadState(String name, int wanted, int updated, int available) {
  private static final Set<String> KINDS = Set.of("Deployment", "DaemonSet", "StatefulSet");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  boolean ready() {
    return wanted >= 0 && updated == wanted && available == wanted;
  }

  static boolean isWorkload(HasMetadata object) {
    return KINDS.contains(object.getKind());
  }

  /** The pods of a workload; none of anything else. */
  static Stream<Pod> pods(KubernetesClient client, HasMetadata object) {
    if (!isWorkload(object)) {
      return Stream.empty();
    }
    JsonNode json = JSON.valueToTree(object).at("/spec/selector");
    var selector = JSON.convertValue(json, LabelSelector.class);
    var pods = client.pods().inNamespace(object.getMetadata().getNamespace());
    return pods.withLabelSelector(selector).list().getItems().stream();
  }

  static WorkloadState of(HasMetadata object) {
    JsonNode json = JSON.valueToTree(object);
    JsonNode status = json.path("status");
    // What a controller says of an older generation says nothing of this one.
    if (!status.isObject()
        || json.at("/metadata/generation").asLong() != status.path("observedGeneration").asLong()) {
      return notSeen(nameOf(object));
    }
    boolean daemons = object instanceof DaemonSet;
    // A DaemonSet that found no node yet is not ready: each of ours fits somewhere.
    int wanted =
        daemons
            ? Math.max(1, status.path("desiredNumberScheduled").asInt())
            : json.at("/spec/replicas").asInt();
    int available = status.path(daemons ? "numberAvailable" : "availableReplicas").asInt();
    return new WorkloadState(
        nameOf(object),
        wanted,
        status.path(daemons ? "updatedNumberScheduled" : "updatedReplicas").asInt(),
        Math.min(available, status.path("replicas").asInt(available)));
  }

  static String nameOf(HasMetadata object) {
    return object.getKind() + " " + object.getMetadata().getName();
  }

  /** Why one of these will not become ready: a pod of it waits for what will not come. */
  static Optional<Hopeless> hopeless(
      KubernetesClient client, List<HasMetadata> waiting, PodPatience patience) {
    return patience.lost(
        waiting.stream()
            .flatMap(object -> pods(client, object))
            .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
            .map(PodProbe::seen)
            .toList());
  }

  /** The state of one that its controller has not looked at, or that is not there. */
  static WorkloadState notSeen(String name) {
    return new WorkloadState(name, -1, 0, 0);
  }
}

package kubetraining.component;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import kubetraining.probe.PodPatience;
import kubetraining.probe.PodProbe;
import kubetraining.wait.Hopeless;
import org.jspecify.annotations.Nullable;

/**
 * How far a Deployment, DaemonSet or StatefulSet is.
 *
 * @param wanted pods it should have, or -1 while its controller has not looked at it yet
 * @param available pods of the newest kind that are available
 */
record WorkloadState(String name, int wanted, int updated, int available) {
  /** Where to find the pods of a workload. */
  record Selector(String namespace, LabelSelector labels) {
    List<Pod> pods(KubernetesClient client) {
      return client.pods().inNamespace(namespace).withLabelSelector(labels).list().getItems();
    }
  }

  boolean ready() {
    return wanted >= 0 && updated == wanted && available == wanted;
  }

  static boolean isWorkload(HasMetadata object) {
    return selector(object) != null;
  }

  static @Nullable Selector selector(HasMetadata object) {
    String namespace = object.getMetadata().getNamespace();
    if (object instanceof Deployment deployment) {
      return new Selector(namespace, deployment.getSpec().getSelector());
    }
    if (object instanceof DaemonSet daemons) {
      return new Selector(namespace, daemons.getSpec().getSelector());
    }
    return object instanceof StatefulSet set
        ? new Selector(namespace, set.getSpec().getSelector())
        : null;
  }

  static WorkloadState of(HasMetadata object) {
    if (object instanceof Deployment deployment && deployment.getStatus() != null) {
      var status = deployment.getStatus();
      return of(
          object,
          status.getObservedGeneration(),
          number(deployment.getSpec().getReplicas()),
          number(status.getUpdatedReplicas()),
          Math.min(number(status.getAvailableReplicas()), number(status.getReplicas())));
    }
    if (object instanceof DaemonSet daemons && daemons.getStatus() != null) {
      var status = daemons.getStatus();
      return of(
          object,
          status.getObservedGeneration(),
          // A DaemonSet that found no node yet is not ready: each of ours fits somewhere.
          Math.max(1, number(status.getDesiredNumberScheduled())),
          number(status.getUpdatedNumberScheduled()),
          number(status.getNumberAvailable()));
    }
    if (object instanceof StatefulSet set && set.getStatus() != null) {
      var status = set.getStatus();
      return of(
          object,
          status.getObservedGeneration(),
          number(set.getSpec().getReplicas()),
          number(status.getUpdatedReplicas()),
          number(status.getAvailableReplicas()));
    }
    return notSeen(nameOf(object));
  }

  // What a controller says of an older generation says nothing of this one.
  private static WorkloadState of(
      HasMetadata object, @Nullable Long observed, long wanted, long updated, long available) {
    return number(object.getMetadata().getGeneration()) == number(observed)
        ? new WorkloadState(nameOf(object), (int) wanted, (int) updated, (int) available)
        : notSeen(nameOf(object));
  }

  static String nameOf(HasMetadata object) {
    return object.getKind() + " " + object.getMetadata().getName();
  }

  /** Why one of these will not become ready: a pod of it waits for what will not come. */
  static Optional<Hopeless> hopeless(
      KubernetesClient client, List<HasMetadata> waiting, PodPatience patience) {
    return patience.lost(
        waiting.stream()
            .map(WorkloadState::selector)
            .filter(Objects::nonNull)
            .flatMap(selector -> selector.pods(client).stream())
            .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
            .map(PodProbe::seen)
            .toList());
  }

  /** The state of one that its controller has not looked at, or that is not there. */
  static WorkloadState notSeen(String name) {
    return new WorkloadState(name, -1, 0, 0);
  }

  private static long number(@Nullable Number number) {
    return number == null ? 0 : number.longValue();
  }
}

package kubetraining.probe;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.wait.NotThereException;
import org.jspecify.annotations.Nullable;

/** Looks at pods. */
public record PodProbe(KubernetesClient client) {

  /** The pods of one namespace that carry a label, those on their way out left aside. */
  public List<PodSeen> labelled(String namespace, String label, String value) {
    return seen(client.pods().inNamespace(namespace).withLabel(label, value).list().getItems());
  }

  /** All pods of one namespace. */
  public List<PodSeen> in(String namespace) {
    return seen(client.pods().inNamespace(namespace).list().getItems());
  }

  /** On which node each pod of a namespace is, by its address; a fresh map. */
  public Map<String, String> nodeByAddress(String namespace) {
    return in(namespace).stream()
        .filter(pod -> !pod.address().isEmpty())
        .collect(Collectors.toMap(PodSeen::address, PodSeen::node, (a, b) -> a, TreeMap::new));
  }

  /** The pods that a service leads to, Ready or not. */
  public List<PodSeen> behind(String namespace, String service) {
    var found = client.services().inNamespace(namespace).withName(service).get();
    if (found == null || found.getSpec().getSelector() == null) {
      return List.of();
    }
    var all = client.pods().inNamespace(namespace);
    return seen(all.withLabels(found.getSpec().getSelector()).list().getItems());
  }

  /** The pods of a Deployment, oldest first, even if other pods have its label. */
  public List<PodSeen> ofDeployment(String namespace, String name) {
    var deployments =
        Stream.ofNullable(client.apps().deployments().inNamespace(namespace).withName(name).get())
            .toList();
    var sets =
        ownedBy(deployments, client.apps().replicaSets().inNamespace(namespace).list().getItems());
    var pods = ownedBy(sets, client.pods().inNamespace(namespace).list().getItems());
    return seen(pods).stream().sorted(Comparator.comparing(PodSeen::createdAt)).toList();
  }

  private static <T extends HasMetadata> List<T> ownedBy(
      List<? extends HasMetadata> owners, List<T> objects) {
    var uids = owners.stream().map(each -> each.getMetadata().getUid()).toList();
    return objects.stream()
        .filter(
            each ->
                each.getMetadata().getOwnerReferences().stream()
                    .anyMatch(owner -> uids.contains(owner.getUid())))
        .toList();
  }

  /** Since when the last of its containers runs. */
  public Instant runningSince(PodSeen pod) {
    return Stream.ofNullable(client.pods().inNamespace(pod.namespace()).withName(pod.name()).get())
        .flatMap(each -> each.getStatus().getContainerStatuses().stream())
        .flatMap(each -> Stream.ofNullable(each.getState().getRunning()))
        .map(each -> Instant.parse(each.getStartedAt()))
        .max(Instant::compareTo)
        .orElseThrow(() -> new NotThereException("a running container of " + pod, "none"));
  }

  /** The pod that was made last, in whatever namespace. */
  public PodSeen newest() {
    return seen(client.pods().inAnyNamespace().list().getItems()).stream()
        .max(Comparator.comparing(PodSeen::createdAt))
        .orElseThrow(() -> new NotThereException("a pod", "there is no pod in the whole cluster"));
  }

  /** One pod, if it exists. */
  public Optional<PodSeen> named(String namespace, String name) {
    return Optional.ofNullable(client.pods().inNamespace(namespace).withName(name).get())
        .map(PodProbe::seen);
  }

  private static List<PodSeen> seen(List<Pod> pods) {
    return pods.stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .map(PodProbe::seen)
        .sorted(Comparator.comparing(PodSeen::name))
        .toList();
  }

  /** A pod that somebody else has fetched. */
  public static PodSeen seen(Pod pod) {
    var metadata = pod.getMetadata();
    var status = Objects.requireNonNullElseGet(pod.getStatus(), PodStatus::new);
    var containers = status.getContainerStatuses();
    return new PodSeen(
        metadata.getNamespace(),
        metadata.getName(),
        metadata.getUid(),
        Objects.requireNonNullElse(pod.getSpec().getNodeName(), ""),
        Objects.requireNonNullElse(status.getPhase(), "Unknown"),
        condition(pod, "Ready").filter(seen -> "True".equals(seen.getStatus())).isPresent()
            && containers.stream().allMatch(ContainerStatus::getReady),
        Objects.requireNonNullElse(status.getPodIP(), ""),
        containers.stream()
            .filter(each -> each.getState() != null && each.getState().getWaiting() != null)
            .map(each -> each.getState().getWaiting())
            .map(waiting -> reason(waiting.getReason(), waiting.getMessage()))
            .findFirst()
            .orElse(""),
        condition(pod, "PodScheduled")
            .filter(scheduled -> "False".equals(scheduled.getStatus()))
            .map(PodCondition::getMessage)
            .orElse(""),
        reason(status.getReason(), status.getMessage()),
        containers.stream()
            .map(ContainerStatus::getRestartCount)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(0),
        metadata.getCreationTimestamp() == null
            ? Instant.EPOCH
            : Instant.parse(metadata.getCreationTimestamp()));
  }

  private static String reason(@Nullable String reason, @Nullable String message) {
    return reason == null ? "" : message == null ? reason : reason + ": " + message;
  }

  /** A condition of a pod, if the pod has it yet. */
  static Optional<PodCondition> condition(Pod pod, String type) {
    return Stream.ofNullable(pod.getStatus())
        .flatMap(status -> status.getConditions().stream())
        .filter(condition -> type.equals(condition.getType()))
        .findFirst();
  }
}

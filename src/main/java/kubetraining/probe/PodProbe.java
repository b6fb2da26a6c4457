package kubetraining.probe;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks at pods. */
public final class PodProbe {
  private final KubernetesClient client;

  public PodProbe(KubernetesClient client) {
    this.client = client;
  }

  /** The pods of one namespace that carry a label, those on their way out left aside. */
  public List<PodSeen> labelled(String namespace, String label, String value) {
    return seen(client.pods().inNamespace(namespace).withLabel(label, value).list().getItems());
  }

  /** All pods of one namespace. */
  public List<PodSeen> in(String namespace) {
    return seen(client.pods().inNamespace(namespace).list().getItems());
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
    var status = Optional.ofNullable(pod.getStatus());
    List<ContainerStatus> containers =
        status.map(each -> each.getContainerStatuses()).orElse(List.of());
    return new PodSeen(
        pod.getMetadata().getNamespace(),
        pod.getMetadata().getName(),
        pod.getMetadata().getUid(),
        Optional.ofNullable(pod.getSpec().getNodeName()).orElse(""),
        status.map(each -> each.getPhase()).orElse("Unknown"),
        isTrue(pod, "Ready") && containers.stream().allMatch(ContainerStatus::getReady),
        status.map(each -> each.getPodIP()).orElse(""),
        waiting(containers),
        condition(pod, "PodScheduled")
            .filter(scheduled -> "False".equals(scheduled.getStatus()))
            .map(PodCondition::getMessage)
            .orElse(""),
        ended(pod),
        containers.stream().mapToInt(PodProbe::restarts).max().orElse(0),
        Optional.ofNullable(pod.getMetadata().getCreationTimestamp())
            .map(Instant::parse)
            .orElse(Instant.EPOCH));
  }

  private static int restarts(ContainerStatus container) {
    return container.getRestartCount() == null ? 0 : container.getRestartCount();
  }

  private static String ended(Pod pod) {
    var status = pod.getStatus();
    if (status == null || status.getReason() == null) {
      return "";
    }
    return status.getMessage() == null
        ? status.getReason()
        : status.getReason() + ": " + status.getMessage();
  }

  private static boolean isTrue(Pod pod, String type) {
    return condition(pod, type).filter(seen -> "True".equals(seen.getStatus())).isPresent();
  }

  /** A condition of a pod, if the pod has it yet. */
  static Optional<PodCondition> condition(Pod pod, String type) {
    return Optional.ofNullable(pod.getStatus()).stream()
        .flatMap(status -> status.getConditions().stream())
        .filter(condition -> type.equals(condition.getType()))
        .findFirst();
  }

  private static String waiting(List<ContainerStatus> containers) {
    return containers.stream()
        .filter(each -> each.getState() != null && each.getState().getWaiting() != null)
        .map(each -> each.getState().getWaiting())
        .map(
            each ->
                each.getMessage() == null
                    ? each.getReason()
                    : each.getReason() + ": " + each.getMessage())
        .findFirst()
        .orElse("");
  }
}

package kubetraining.probe;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.wait.NotThereException;

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

  /** On which node each pod of a namespace is, by its address; a fresh map. */
  public Map<String, String> nodeByAddress(String namespace) {
    return in(namespace).stream()
        .filter(pod -> pod.address() != null && !pod.address().isEmpty())
        .collect(Collectors.toMap(PodSeen::address, PodSeen::node, (a, b) -> a, TreeMap::new));
  }

  /** The pods that a service leads to, Ready or not. */
  public List<PodSeen> behind(String namespace, String service) {
    var found = client.services().inNamespace(namespace).withName(service).get();
    if (found == null || found.getSpec().getSelector() == null) {
      return List.of();
    }
    return seen(
        client
            .pods()
            .inNamespace(namespace)
            .withLabels(found.getSpec().getSelector())
            .list()
            .getItems());
  }

  /** The pods of a Deployment, oldest first, whatever others bear its label. */
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
    return Optional.ofNullable(
            client.pods().inNamespace(pod.namespace()).withName(pod.name()).get())
        .stream()
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
        .orElseThrow(() -> new NotThereException("a pod", "no pod in the whole cluster"));
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

package kubetraining.probe;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Counts as the scheduler does: what a node offers, less what its pods have asked for. */
public final class CapacityProbe {
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");
  private static final Set<String> FORBIDDING = Set.of("NoSchedule", "NoExecute");
  private final KubernetesClient client;

  public CapacityProbe(KubernetesClient client) {
    this.client = client;
  }

  /** The room on each node, by name. */
  public List<NodeRoom> rooms() {
    List<Pod> pods =
        client.pods().inAnyNamespace().list().getItems().stream()
            .filter(CapacityProbe::holdsRoom)
            .toList();
    return client.nodes().list().getItems().stream()
        .map(node -> room(node, pods))
        .sorted(Comparator.comparing(NodeRoom::node))
        .toList();
  }

  /** Whether it has not ended yet. */
  static boolean holdsRoom(Pod pod) {
    return pod.getStatus() == null || !ENDED.contains(pod.getStatus().getPhase());
  }

  private static NodeRoom room(Node node, List<Pod> pods) {
    String name = node.getMetadata().getName();
    List<Pod> here = pods.stream().filter(p -> name.equals(p.getSpec().getNodeName())).toList();
    boolean open =
        !Boolean.TRUE.equals(node.getSpec().getUnschedulable())
            && node.getSpec().getTaints().stream()
                .noneMatch(taint -> FORBIDDING.contains(taint.getEffect()));
    var offers = node.getStatus().getAllocatable();
    return new NodeRoom(
        name,
        open,
        Quantities.milli(offers.get("cpu")) - sum(here, "cpu", Quantities::milli),
        Quantities.bytes(offers.get("memory")) - sum(here, "memory", Quantities::bytes));
  }

  private static long sum(
      List<Pod> pods, String resource, ToLongFunction<@Nullable Quantity> number) {
    return pods.stream().mapToLong(pod -> asked(pod, resource, number)).sum();
  }

  // Init containers run one after another, before the others, except those that never end.
  static long asked(Pod pod, String resource, ToLongFunction<@Nullable Quantity> number) {
    ToLongFunction<Container> one = container -> asked(container, resource, number);
    var inits = Optional.ofNullable(pod.getSpec().getInitContainers()).orElse(List.of());
    long together =
        pod.getSpec().getContainers().stream().mapToLong(one).sum()
            + inits.stream().filter(CapacityProbe::neverEnds).mapToLong(one).sum();
    long alone = inits.stream().mapToLong(one).max().orElse(0);
    return Math.max(together, alone);
  }

  private static boolean neverEnds(Container init) {
    return "Always".equals(init.getRestartPolicy());
  }

  private static long asked(
      Container container, String resource, ToLongFunction<@Nullable Quantity> number) {
    return Optional.ofNullable(container.getResources())
        .map(resources -> resources.getRequests())
        .map(requests -> number.applyAsLong(requests.get(resource)))
        .orElse(0L);
  }
}

package kubetraining.probe;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import kubetraining.host.Texts;

/** Counts as the scheduler does: what a node offers, less what its pods have asked for. */
public record CapacityProbe(KubernetesClient client) {
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");
  private static final Set<String> FORBIDDING = Set.of("NoSchedule", "NoExecute");

  /** The room on each node, by name. */
  public List<Room> rooms() {
    List<Pod> pods =
        client.pods().inAnyNamespace().list().getItems().stream()
            .filter(CapacityProbe::holdsRoom)
            .toList();
    return client.nodes().list().getItems().stream()
        .map(node -> room(node, pods))
        .sorted(Comparator.comparing(Room::node))
        .toList();
  }

  /** Whether it has not ended yet. */
  static boolean holdsRoom(Pod pod) {
    return pod.getStatus() == null || !ENDED.contains(pod.getStatus().getPhase());
  }

  private static Room room(Node node, List<Pod> pods) {
    String name = node.getMetadata().getName();
    List<Pod> here = pods.stream().filter(p -> name.equals(p.getSpec().getNodeName())).toList();
    boolean open =
        !Boolean.TRUE.equals(node.getSpec().getUnschedulable())
            && node.getSpec().getTaints().stream()
                .noneMatch(taint -> FORBIDDING.contains(taint.getEffect()));
    return new Room(name, open, free(node, here, "cpu"), free(node, here, "memory"));
  }

  private static long free(Node node, List<Pod> pods, String resource) {
    return Quantities.of(resource, node.getStatus().getAllocatable().get(resource))
        - pods.stream().mapToLong(pod -> asked(pod, resource)).sum();
  }

  // Init containers run one after another, before the others, except those that never end.
  static long asked(Pod pod, String resource) {
    ToLongFunction<Container> one = container -> asked(container, resource);
    var inits = pod.getSpec().getInitContainers();
    long together =
        Stream.concat(
                pod.getSpec().getContainers().stream(),
                inits.stream().filter(each -> "Always".equals(each.getRestartPolicy())))
            .mapToLong(one)
            .sum();
    return Math.max(together, inits.stream().mapToLong(one).max().orElse(0));
  }

  private static long asked(Container container, String resource) {
    return Optional.ofNullable(container.getResources())
        .map(resources -> resources.getRequests())
        .map(requests -> Quantities.of(resource, requests.get(resource)))
        .orElse(0L);
  }

  /**
   * What a node still has to give.
   *
   * @param open whether ordinary pods may be placed there at all
   */
  public record Room(String node, boolean open, long freeMilliCpu, long freeBytes) {

    /** How many pods of this size fit. */
    public long fits(long milliCpu, long bytes) {
      if (!open) {
        return 0;
      }
      return Math.max(0, Math.min(freeMilliCpu / milliCpu, freeBytes / bytes));
    }

    @Override
    public String toString() {
      String room = Texts.of("%dm of CPU and %d MiB", freeMilliCpu, freeBytes >> 20);
      return Texts.of("%s has %s%s", node, room, open ? "" : ", but takes no ordinary pods");
    }
  }
}

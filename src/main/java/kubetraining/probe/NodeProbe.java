package kubetraining.probe;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import kubetraining.host.Texts;

/** Looks at the nodes of a cluster. */
public record NodeProbe(KubernetesClient client) {
  private static final String CONTROL_PLANE = "node-role.kubernetes.io/control-plane";

  /** All nodes, by name. */
  public List<Seen> nodes() {
    return all().stream().map(NodeProbe::seen).sorted(Comparator.comparing(Seen::name)).toList();
  }

  /** What tells these nodes from others of the same names, in the order of the names. */
  public List<Mark> marks(List<String> names) {
    return all().stream()
        .filter(node -> names.contains(name(node)))
        .map(node -> new Mark(name(node), internalAddress(node), made(node)))
        .sorted(Comparator.comparing(Mark::name))
        .toList();
  }

  /** How much memory each machine has, by name, as its kubelet found. */
  public Map<String, Double> memoryCapacity() {
    return all().stream()
        .collect(
            Collectors.toMap(
                NodeProbe::name,
                node -> (double) Quantities.bytes(node.getStatus().getCapacity().get("memory"))));
  }

  /**
   * The nodes that are Ready, and since when they are without a break, by the cluster's own clock.
   */
  public Map<String, Instant> readySince() {
    return all().stream()
        .filter(NodeProbe::isReady)
        .collect(
            Collectors.toMap(
                NodeProbe::name,
                node -> Instant.parse(ready(node).orElseThrow().getLastTransitionTime())));
  }

  /** What a node's kubelet says of it, once it has said anything. */
  static Optional<NodeCondition> ready(Node node) {
    return node.getStatus().getConditions().stream()
        .filter(condition -> "Ready".equals(condition.getType()))
        .findFirst();
  }

  static boolean isReady(Node node) {
    return ready(node).filter(condition -> "True".equals(condition.getStatus())).isPresent();
  }

  private List<Node> all() {
    return client.nodes().list().getItems();
  }

  private static Seen seen(Node node) {
    var status = node.getStatus();
    return new Seen(
        name(node),
        isReady(node),
        ready(node)
            .map(condition -> condition.getReason() + ": " + condition.getMessage())
            .orElse("it has not reported yet"),
        node.getMetadata().getLabels().containsKey(CONTROL_PLANE),
        internalAddress(node),
        status.getNodeInfo() == null ? "" : status.getNodeInfo().getKubeletVersion(),
        Quantities.milli(status.getAllocatable().get("cpu")),
        Quantities.bytes(status.getAllocatable().get("memory")));
  }

  private static String name(Node node) {
    return node.getMetadata().getName();
  }

  private static String made(Node node) {
    return node.getMetadata().getCreationTimestamp().replace('T', ' ').replace("Z", "");
  }

  private static String internalAddress(Node node) {
    return node.getStatus().getAddresses().stream()
        .filter(address -> "InternalIP".equals(address.getType()))
        .map(NodeAddress::getAddress)
        .findFirst()
        .orElse("");
  }

  /**
   * What tells a node from one of the same name in another cluster.
   *
   * @param made when the API server first heard of it, as {@code 2026-11-29 09:34:32}
   */
  public record Mark(String name, String address, String made) {}

  /**
   * One node as the API server describes it.
   *
   * @param ready whether its condition Ready is true
   * @param why the reason and message of that condition
   * @param controlPlane whether it has the control-plane role
   * @param milliCpu what it offers to pods, in thousandths of a CPU
   * @param memoryBytes what it offers to pods
   */
  public record Seen(
      String name,
      boolean ready,
      String why,
      boolean controlPlane,
      String address,
      String kubeletVersion,
      long milliCpu,
      long memoryBytes) {
    @Override
    public String toString() {
      return name + (ready ? " Ready" : Texts.of(" not Ready (%s)", why));
    }
  }
}

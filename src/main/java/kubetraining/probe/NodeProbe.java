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

/** Looks at the nodes of a cluster. */
public record NodeProbe(KubernetesClient client) {
  private static final String CONTROL_PLANE = "node-role.kubernetes.io/control-plane";

  /** All nodes, by name. */
  public List<NodeSeen> nodes() {
    return all().stream()
        .map(NodeProbe::seen)
        .sorted(Comparator.comparing(NodeSeen::name))
        .toList();
  }

  /** What tells these nodes from others of the same names, in the order of the names. */
  public List<NodeMark> marks(List<String> names) {
    return all().stream()
        .filter(node -> names.contains(name(node)))
        .map(node -> new NodeMark(name(node), internalAddress(node), made(node)))
        .sorted(Comparator.comparing(NodeMark::name))
        .toList();
  }

  /** How much memory each machine has, by name, as its kubelet found. */
  public Map<String, Long> memoryCapacity() {
    return all().stream()
        .collect(
            Collectors.toMap(
                NodeProbe::name,
                node -> Quantities.bytes(node.getStatus().getCapacity().get("memory"))));
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

  private static NodeSeen seen(Node node) {
    var status = node.getStatus();
    return new NodeSeen(
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
}

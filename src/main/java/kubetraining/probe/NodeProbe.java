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
public final class NodeProbe {
  private static final String CONTROL_PLANE = "node-role.kubernetes.io/control-plane";
  private final KubernetesClient client;

  public NodeProbe(KubernetesClient client) {
    this.client = client;
  }

  /** All nodes, by name. */
  public List<NodeSeen> nodes() {
    return client.nodes().list().getItems().stream()
        .map(NodeProbe::seen)
        .sorted(Comparator.comparing(NodeSeen::name))
        .toList();
  }

  /** What tells these nodes from others of the same names, in the order of the names. */
  public List<NodeMark> marks(List<String> names) {
    return client.nodes().list().getItems().stream()
        .filter(node -> names.contains(node.getMetadata().getName()))
        .map(
            node ->
                new NodeMark(
                    node.getMetadata().getName(),
                    internalAddress(node),
                    node.getMetadata().getCreationTimestamp().replace('T', ' ').replace("Z", "")))
        .sorted(Comparator.comparing(NodeMark::name))
        .toList();
  }

  /** How much memory each machine has, by name, as its kubelet found. */
  public Map<String, Long> memoryCapacity() {
    return client.nodes().list().getItems().stream()
        .collect(
            Collectors.toMap(
                node -> node.getMetadata().getName(),
                node -> Quantities.bytes(node.getStatus().getCapacity().get("memory"))));
  }

  /**
   * The nodes that are Ready, and since when they are without a break, by the cluster's own clock.
   */
  public Map<String, Instant> readySince() {
    return client.nodes().list().getItems().stream()
        .flatMap(
            node ->
                node.getStatus().getConditions().stream()
                    .filter(each -> "Ready".equals(each.getType()))
                    .filter(each -> "True".equals(each.getStatus()))
                    .map(
                        each ->
                            Map.entry(
                                node.getMetadata().getName(),
                                Instant.parse(each.getLastTransitionTime()))))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static NodeSeen seen(Node node) {
    Optional<NodeCondition> ready =
        node.getStatus().getConditions().stream()
            .filter(condition -> "Ready".equals(condition.getType()))
            .findFirst();
    return new NodeSeen(
        node.getMetadata().getName(),
        ready.filter(condition -> "True".equals(condition.getStatus())).isPresent(),
        ready
            .map(condition -> condition.getReason() + ": " + condition.getMessage())
            .orElse("it has not reported yet"),
        Optional.ofNullable(node.getMetadata().getLabels())
            .filter(labels -> labels.containsKey(CONTROL_PLANE))
            .isPresent(),
        internalAddress(node),
        Optional.ofNullable(node.getStatus().getNodeInfo())
            .map(info -> info.getKubeletVersion())
            .orElse(""),
        Quantities.milli(node.getStatus().getAllocatable().get("cpu")),
        Quantities.bytes(node.getStatus().getAllocatable().get("memory")),
        node.getSpec().getTaints().stream()
            .map(taint -> taint.getKey() + ":" + taint.getEffect())
            .toList());
  }

  private static String internalAddress(Node node) {
    return node.getStatus().getAddresses().stream()
        .filter(address -> "InternalIP".equals(address.getType()))
        .map(NodeAddress::getAddress)
        .findFirst()
        .orElse("");
  }
}

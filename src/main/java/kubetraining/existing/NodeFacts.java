package kubetraining.existing;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import kubetraining.probe.CapacityProbe;

/**
 * A node of the cluster.
 *
 * @param address the one that nodes use among themselves
 * @param cpus how many it has
 * @param memory how many bytes it has
 * @param sized whether it offers what the guide's nodes offer: two CPUs, and 3.5 to 4.1 GiB
 * @param host its label {@code kubernetes.io/hostname}
 * @param taints those that keep pods away, as in {@code gpu=yes:NoSchedule}
 * @param ready whether its kubelet says so
 * @param open whether the scheduler may place ordinary pods there
 * @param room what its pods have not asked for; empty if the pods may not be listed
 */
public record NodeFacts(
    String name,
    boolean controlPlane,
    String kubelet,
    String address,
    long cpus,
    long memory,
    boolean sized,
    String host,
    String architecture,
    String runtime,
    List<String> taints,
    boolean ready,
    boolean open,
    Optional<CapacityProbe.Room> room) {
  private static final double GIB = 1L << 30;
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /** The guide's order: control planes first, then by name, in which node2 is before node10. */
  static final Comparator<NodeFacts> ORDER =
      Comparator.comparing((NodeFacts node) -> !node.controlPlane())
          .thenComparing(
              node -> NUMBER.matcher(node.name()).replaceAll(number -> wide(number.group())))
          .thenComparing(NodeFacts::name);

  static NodeFacts of(Node node, Map<String, CapacityProbe.Room> rooms) {
    String name = node.getMetadata().getName();
    var status = node.getStatus();
    var labels = node.getMetadata().getLabels();
    var info = status.getNodeInfo();
    var taints =
        node.getSpec().getTaints().stream()
            .filter(taint -> !taint.getEffect().equals("PreferNoSchedule"))
            .map(NodeFacts::words)
            .toList();
    boolean schedulable = !Boolean.TRUE.equals(node.getSpec().getUnschedulable());
    return new NodeFacts(
        name,
        labels.containsKey("node-role.kubernetes.io/control-plane"),
        info.getKubeletVersion(),
        status.getAddresses().stream()
            .filter(each -> each.getType().equals("InternalIP"))
            .map(NodeAddress::getAddress)
            .findFirst()
            .orElse(name),
        amount(status.getCapacity(), "cpu").longValue(),
        amount(status.getCapacity(), "memory").longValue(),
        amount(status.getAllocatable(), "cpu").compareTo(BigDecimal.valueOf(2)) == 0
            && isGuides(amount(status.getAllocatable(), "memory").doubleValue() / GIB),
        labels.getOrDefault("kubernetes.io/hostname", name),
        info.getArchitecture(),
        info.getContainerRuntimeVersion(),
        taints,
        status.getConditions().stream()
            .anyMatch(each -> each.getType().equals("Ready") && each.getStatus().equals("True")),
        schedulable && taints.isEmpty(),
        Optional.ofNullable(rooms.get(name)));
  }

  private static boolean isGuides(double gib) {
    return gib >= 3.5 && gib <= 4.1;
  }

  private static String wide(String number) {
    return "0".repeat(Math.max(0, 20 - number.length())) + number;
  }

  private static String words(Taint taint) {
    String value = taint.getValue() == null ? "" : "=" + taint.getValue();
    return taint.getKey() + value + ":" + taint.getEffect();
  }

  private static BigDecimal amount(Map<String, Quantity> all, String resource) {
    return Optional.ofNullable(all)
        .map(each -> each.get(resource))
        .map(Quantity::getNumericalAmount)
        .orElse(BigDecimal.ZERO);
  }

  /** Whether ordinary pods run there. */
  boolean takesPods() {
    return ready && open;
  }
}

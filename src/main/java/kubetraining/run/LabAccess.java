package kubetraining.run;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import kubetraining.cluster.TrainingCluster;
import kubetraining.host.Texts;
import kubetraining.lab.LabFacts;
import kubetraining.lab.Machine;
import kubetraining.remote.RemoteShell;
import org.opentest4j.TestAbortedException;

/**
 * What a lab can do for those who look: a client that changes nothing, the nodes under the names
 * that the guide uses, and, where there are any, shells and facts of machines. A scenario says what
 * it needs by what it asks for. What the lab cannot give ends the scenario as not attempted.
 */
public final class LabAccess {
  private final KubernetesClient client;
  private final Map<String, String> nodes;
  private final Map<String, Machine> machines;
  private final Map<String, RemoteShell> shells;
  private final Optional<Supplier<LabFacts>> facts;

  /**
   * A lab.
   *
   * @param client by an account that only looks
   * @param nodes what the cluster calls them, by the guide's names, node1 first
   * @param machines those that are known, by the guide's names
   * @param shells those that there are, by the guide's names
   * @param facts what a provider says of machines, if there is one
   */
  LabAccess(
      KubernetesClient client,
      Map<String, String> nodes,
      Map<String, Machine> machines,
      Map<String, RemoteShell> shells,
      Optional<Supplier<LabFacts>> facts) {
    this.client = client;
    this.nodes = new LinkedHashMap<>(nodes);
    this.machines = new LinkedHashMap<>(machines);
    this.shells = Map.copyOf(shells);
    this.facts = facts;
  }

  /** A lab of ours: each machine is a node of the guide's name, and has a shell. */
  static LabAccess of(LabSession session) {
    TrainingCluster cluster = session.cluster();
    var nodes = new LinkedHashMap<String, String>();
    var machines = new LinkedHashMap<String, Machine>();
    var shells = new LinkedHashMap<String, RemoteShell>();
    for (Machine machine : cluster.machines()) {
      nodes.put(machine.name(), machine.name());
      machines.put(machine.name(), machine);
      shells.put(machine.name(), cluster.shell(machine.name()));
    }
    return new LabAccess(cluster.client(), nodes, machines, shells, Optional.of(session::facts));
  }

  public KubernetesClient client() {
    return client;
  }

  /** What the cluster calls its nodes, in the order of the guide's names. */
  public List<String> nodes() {
    return List.copyOf(nodes.values());
  }

  /**
   * What the cluster calls a node.
   *
   * @param name the guide's, as in {@code node1}, or the cluster's own
   */
  public String node(String name) {
    return Optional.ofNullable(nodes.get(guideName(name)))
        .orElseThrow(
            () ->
                new TestAbortedException(
                    Texts.of("this lab has no %s; its nodes are %s", name, nodes.values())));
  }

  /** A shell on a machine, by the name of its node. */
  public RemoteShell shell(String name) {
    return Optional.ofNullable(shells.get(guideName(name)))
        .orElseThrow(
            () ->
                new TestAbortedException(
                    Texts.of("nobody can type on %s: this lab gives no shell there", name)));
  }

  /** A machine, by the name of its node. */
  public Machine machine(String name) {
    return Optional.ofNullable(machines.get(guideName(name)))
        .orElseThrow(
            () -> new TestAbortedException(Texts.of("this lab knows no machine of %s", name)));
  }

  /** The machines of all nodes, node1 first. */
  public List<Machine> machines() {
    return nodes.keySet().stream().map(this::machine).toList();
  }

  /** What the provider of the machines says about them. */
  public LabFacts facts() {
    return facts
        .orElseThrow(
            () ->
                new TestAbortedException(
                    "this lab has no provider of machines that could be asked about them"))
        .get();
  }

  private String guideName(String name) {
    return nodes.entrySet().stream()
        .filter(each -> each.getValue().equals(name))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(name);
  }
}

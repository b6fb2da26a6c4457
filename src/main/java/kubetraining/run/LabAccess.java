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
 *
 * @param client by an account that only looks
 * @param named what the cluster calls its nodes, by the guide's names, node1 first
 * @param known the machines that are known, by the guide's names
 * @param shells those that there are, by the guide's names
 * @param provider says what the cloud knows of machines, if there is one
 */
public record LabAccess(
    KubernetesClient client,
    Map<String, String> named,
    Map<String, Machine> known,
    Map<String, RemoteShell> shells,
    Optional<Supplier<LabFacts>> provider) {
  /** A lab of ours: each machine is a node of the guide's name, and has a shell. */
  static LabAccess of(TrainingCluster cluster, Supplier<LabFacts> facts) {
    var nodes = new LinkedHashMap<String, String>();
    var machines = new LinkedHashMap<String, Machine>();
    for (Machine machine : cluster.machines()) {
      nodes.put(machine.name(), machine.name());
      machines.put(machine.name(), machine);
    }
    return new LabAccess(cluster.client(), nodes, machines, cluster.shells(), Optional.of(facts));
  }

  /** What the cluster calls its nodes, in the order of the guide's names. */
  public List<String> nodes() {
    return List.copyOf(named.values());
  }

  /**
   * What the cluster calls a node.
   *
   * @param name the guide's, as in {@code node1}, or the cluster's own
   */
  public String node(String name) {
    return given(named, name, "this lab has no %s; its nodes are " + named.values());
  }

  /** A shell on a machine, by the name of its node. */
  public RemoteShell shell(String name) {
    return given(shells, name, "nobody can type on %s: this lab has no shell there");
  }

  /** A machine, by the name of its node. */
  public Machine machine(String name) {
    return given(known, name, "this lab knows no machine of %s");
  }

  /** The machines of all nodes, node1 first. */
  public List<Machine> machines() {
    return named.keySet().stream().map(this::machine).toList();
  }

  /** What the provider of the machines says about them. */
  public LabFacts facts() {
    String why = "this lab has no provider that could be asked about its machines";
    return provider.orElseThrow(() -> new TestAbortedException(why)).get();
  }

  private <T> T given(Map<String, T> all, String name, String otherwise) {
    return Optional.ofNullable(all.get(guideName(name)))
        .orElseThrow(() -> new TestAbortedException(Texts.of(otherwise, name)));
  }

  private String guideName(String name) {
    return named.entrySet().stream()
        .filter(each -> each.getValue().equals(name))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(name);
  }
}

package kubetraining.cluster;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.lab.Machine;
import kubetraining.progress.Progress;
import kubetraining.wait.Wait;

/** Waits until every machine is a node that is Ready, and that pods may be placed on. */
final class NodesReady {

  /** The cluster takes them off a moment after a node is Ready; until then it takes no pod. */
  private static final Set<String> TAINTS_UNTIL_READY =
      Set.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");

  private NodesReady() {}

  static void apply(BootstrapContext context) {
    var wait = context.upTo(Limit.NODES_READY.duration());
    await(wait, context.client().get(), context.shells().keySet(), context.progress());
  }

  /** Waits for them, and tells of which one at each moment. */
  static void await(
      Wait wait, KubernetesClient client, Collection<Machine> machines, Progress progress) {
    wait.see(
        Texts.of("%d nodes Ready", machines.size()),
        () -> states(client),
        states -> {
          var awaited = awaited(states, machines);
          awaited.ifPresent(machine -> progress.awaiting(machine.name() + " to be Ready"));
          return awaited.isEmpty() && states.size() == machines.size();
        });
  }

  /** The first machine that is not a Ready node. */
  private static Optional<Machine> awaited(
      Map<String, String> states, Collection<Machine> machines) {
    return machines.stream()
        .filter(machine -> !"Ready".equals(states.get(machine.name())))
        .findFirst();
  }

  /** Each node's state: {@code Ready}, or why not. */
  private static Map<String, String> states(KubernetesClient client) {
    var states = new TreeMap<String, String>();
    try {
      for (Node node : client.nodes().list().getItems()) {
        states.put(node.getMetadata().getName(), state(node));
      }
    } catch (KubernetesClientException e) {
      states.put("API server", String.valueOf(e.getMessage()));
    }
    return states;
  }

  static String state(Node node) {
    return node.getStatus().getConditions().stream()
        .filter(condition -> condition.getType().equals("Ready"))
        .findFirst()
        .map(
            condition ->
                condition.getStatus().equals("True")
                    ? tainted(node).orElse("Ready")
                    : "not Ready: " + condition.getMessage())
        .orElse("no condition Ready yet");
  }

  private static Optional<String> tainted(Node node) {
    return Optional.ofNullable(node.getSpec()).stream()
        .flatMap(spec -> spec.getTaints().stream())
        .map(Taint::getKey)
        .filter(TAINTS_UNTIL_READY::contains)
        .findFirst()
        .map(key -> "Ready, but still with the taint " + key);
  }
}

package kubetraining.cluster;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kubetraining.lab.Machine;

/**
 * When each kubelet last renewed its lease, which it does every ten seconds.
 *
 * @param renewed by the name of the node
 */
record Heartbeats(Map<String, ZonedDateTime> renewed) {
  private static final String NAMESPACE = "kube-node-lease";

  /** Nothing, as long as the API server does not answer. */
  static Heartbeats look(KubernetesClient client) {
    var renewed = new TreeMap<String, ZonedDateTime>();
    try {
      for (Lease lease : client.leases().inNamespace(NAMESPACE).list().getItems()) {
        if (lease.getSpec().getRenewTime() != null) {
          renewed.put(lease.getMetadata().getName(), lease.getSpec().getRenewTime());
        }
      }
    } catch (KubernetesClientException e) {
      return new Heartbeats(Map.of());
    }
    return new Heartbeats(renewed);
  }

  boolean areOfAll(List<Machine> machines) {
    return machines.stream().map(Machine::name).allMatch(renewed::containsKey);
  }

  boolean allDifferFrom(Heartbeats before, List<Machine> machines) {
    return areOfAll(machines)
        && machines.stream()
            .map(Machine::name)
            .noneMatch(node -> renewed.get(node).equals(before.renewed().get(node)));
  }
}

package kubetraining.probe;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.function.Function;
import kubetraining.host.Texts;
import kubetraining.remote.RemoteShell;

/**
 * Looks at the kubelets: what they run with, whether they are well, what they say.
 *
 * @param shells on the machines, by their names
 */
public record KubeletProbe(KubernetesClient client, Function<String, RemoteShell> shells) {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String LEASES = "kube-node-lease";
  private static final String START = "systemctl show --property InvocationID --value kubelet";

  /** What the kubelet runs with, as it says itself. */
  public KubeletConfigSeen config(String node) {
    return KubeletConfigSeen.parse(proxied(node, "configz"));
  }

  /** The policy that the kubelet says it runs, or why it says nothing. */
  public String policy(String node) {
    try {
      return config(node).cpuManagerPolicy();
    } catch (KubernetesClientException e) {
      return "no answer from the kubelet: " + e.getMessage();
    }
  }

  /** What the kubelet has counted since its start. */
  public CpuCounters counters(String node) {
    return CpuCounters.parse(proxied(node, "metrics"));
  }

  /** What there is of CPU, less what is reserved by the configuration that runs. */
  public CpuBudget budget(String node) {
    var config = config(node);
    return new CpuBudget(
        node,
        Quantities.milli(node(node).getStatus().getCapacity().get("cpu")),
        config.reserved() - config.kubeReserved(),
        config.kubeReserved());
  }

  /** Signs of life, from the machine and from the API server. */
  public KubeletPulse pulse(String name) {
    var answer =
        told(name, START + "; curl --silent --max-time 5 http://127.0.0.1:10248/healthz || true")
            .strip()
            .lines()
            .toList();
    var node = node(name);
    Lease lease = client.leases().inNamespace(LEASES).withName(name).get();
    return new KubeletPulse(
        name,
        answer.get(answer.size() - 1).equals("ok"),
        answer.get(0),
        NodeProbe.isReady(node),
        Boolean.TRUE.equals(node.getSpec().getUnschedulable()),
        Optional.ofNullable(lease)
            .map(each -> each.getSpec().getRenewTime())
            .map(ZonedDateTime::toInstant)
            .orElse(Instant.EPOCH),
        NodeProbe.ready(node)
            .map(NodeCondition::getLastHeartbeatTime)
            .map(Instant::parse)
            .orElse(Instant.EPOCH));
  }

  /** What the kubelet has written since its last start, however short that was. */
  public String journal(String node) {
    return told(
        node,
        Texts.of("sudo -n journalctl --no-pager --output cat _SYSTEMD_INVOCATION_ID=$(%s)", START));
  }

  /** The checksum of a file on the node, empty if there is no such file. */
  public String checksum(String node, String file) {
    return told(node, Texts.of("sudo -n sha256sum %s || true", file)).split(" ", 2)[0];
  }

  private String told(String node, String command) {
    return shells.apply(node).mustRun(command, LIMIT).stdout();
  }

  private String proxied(String node, String address) {
    return client.raw(Texts.of("/api/v1/nodes/%s/proxy/%s", node, address));
  }

  private Node node(String name) {
    return Optional.ofNullable(client.nodes().withName(name).get())
        .orElseThrow(() -> new IllegalStateException("no node " + name));
  }
}

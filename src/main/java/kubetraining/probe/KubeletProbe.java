package kubetraining.probe;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.regex.Pattern;
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
  public Config config(String node) {
    return Config.parse(proxied(node, "configz"));
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
  public Counters counters(String node) {
    return Counters.parse(proxied(node, "metrics"));
  }

  /** What there is of CPU, less what is reserved by the configuration that runs. */
  public Budget budget(String node) {
    var config = config(node);
    return new Budget(
        node,
        Quantities.milli(node(node).getStatus().getCapacity().get("cpu")),
        config.reserved() - config.kubeReserved(),
        config.kubeReserved());
  }

  /** Signs of life, from the machine and from the API server. */
  public Pulse pulse(String name) {
    var answer =
        told(name, START + "; curl --silent --max-time 5 http://127.0.0.1:10248/healthz || true")
            .strip()
            .lines()
            .toList();
    var node = node(name);
    Lease lease = client.leases().inNamespace(LEASES).withName(name).get();
    return new Pulse(
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

  /**
   * The configuration that a kubelet runs with, by its own account.
   *
   * @param cpuManagerPolicy {@code none} or {@code static}
   * @param systemReserved thousandths of a CPU kept for the machine's own programs
   * @param kubeReserved thousandths of a CPU kept for the kubelet and the like
   * @param reservedCpus CPUs kept by name; if there are any, they stand for both of the above
   */
  public record Config(
      String cpuManagerPolicy, long systemReserved, long kubeReserved, CpuSet reservedCpus) {
    /**
     * Reads the answer of the kubelet's address {@code /configz}.
     *
     * @throws IllegalArgumentException if it is no such answer
     */
    static Config parse(String answer) {
      JsonNode config = JsonText.parse(answer).path("kubeletconfig");
      if (!config.path("cpuManagerPolicy").isTextual()) {
        throw new IllegalArgumentException("configz names no cpuManagerPolicy: " + answer);
      }
      return new Config(
          config.get("cpuManagerPolicy").textValue(),
          Quantities.of("cpu", config.at("/systemReserved/cpu")),
          Quantities.of("cpu", config.at("/kubeReserved/cpu")),
          CpuSet.parse(config.path("reservedSystemCPUs").asText("")));
    }

    /** Thousandths of a CPU that are kept from pods. */
    public long reserved() {
      return reservedCpus.isEmpty() ? systemReserved + kubeReserved : reservedCpus.size() * 1000L;
    }

    @Override
    public String toString() {
      return Texts.of(
          "policy %s, reserved: %dm for the system, %dm for the kubelet%s",
          cpuManagerPolicy,
          systemReserved,
          kubeReserved,
          reservedCpus.isEmpty() ? "" : Texts.of(", CPUs %s by name", reservedCpus));
    }
  }

  /**
   * The signs of life of one kubelet.
   *
   * @param answers whether its own health endpoint says ok
   * @param start a name that systemd gives to each start of it
   * @param ready whether its node is Ready
   * @param cordoned whether its node takes no new pods
   * @param renewed when it last renewed its lease with the API server, by its own clock
   * @param reported when it last reported on its node, by its own clock, in whole seconds
   */
  public record Pulse(
      String node,
      boolean answers,
      String start,
      boolean ready,
      boolean cordoned,
      Instant renewed,
      Instant reported) {

    /**
     * Whether a kubelet that was started since then is well and says that the node is Ready. A node
     * alone would not do: it counts as Ready for a while after its last report.
     */
    public boolean wellSince(Pulse before) {
      return answers
          && ready
          && !start.equals(before.start)
          && renewed.isAfter(before.renewed)
          && !reported.isBefore(before.reported);
    }

    @Override
    public String toString() {
      return Texts.of(
          "kubelet of %s %s, node %sReady%s; lease renewed %s, reported %s",
          node,
          answers ? "answers" : "does not answer",
          ready ? "" : "not ",
          cordoned ? ", cordoned" : "",
          renewed,
          reported);
    }
  }

  /**
   * What becomes of a node's CPUs, in thousandths of one.
   *
   * @param capacity what the machine has
   * @param system what is kept for its own programs
   * @param kubelet what is kept, or is to be kept, for the kubelet
   */
  public record Budget(String node, long capacity, long system, long kubelet) {
    private static final long ONE = 1000;

    /** What is left for pods. */
    public long offered() {
      return capacity - system - kubelet;
    }

    /** How many whole CPUs can be exclusive: a CPU that is reserved in part stays shared. */
    public long whole() {
      return Math.max(0, Math.floorDiv(offered(), ONE));
    }

    @Override
    public String toString() {
      return Texts.of(
          "%s has %dm of CPU; minus %dm for the system and %dm for the kubelet, that leaves %dm",
          node, capacity, system, kubelet, offered());
    }
  }

  /**
   * The numbers that a kubelet keeps about the CPUs it gives away. They start at 0 with each start.
   *
   * @param given how many CPUs are exclusive now
   * @param requests how often some were asked for
   * @param errors how often that failed
   */
  public record Counters(long given, long requests, long errors) {
    private static final String PREFIX = "kubelet_cpu_manager_";

    /**
     * Reads the text of the kubelet's address {@code /metrics}.
     *
     * @throws IllegalArgumentException if one of them is missing, naming it
     */
    static Counters parse(String metrics) {
      return new Counters(
          number(metrics, "exclusive_cpu_allocation_count"),
          number(metrics, "pinning_requests_total"),
          number(metrics, "pinning_errors_total"));
    }

    private static long number(String metrics, String name) {
      var line =
          Pattern.compile(Texts.of("^%s%s (\\S+)$", PREFIX, name), Pattern.MULTILINE)
              .matcher(metrics);
      if (!line.find()) {
        throw new IllegalArgumentException(
            Texts.of("the kubelet's metrics have no %s%s", PREFIX, name));
      }
      return (long) Double.parseDouble(line.group(1));
    }
  }
}

package kubetraining.component;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import kubetraining.cluster.TrainingCluster;
import kubetraining.host.Texts;
import kubetraining.remote.RemoteShell;
import kubetraining.wait.Waits;

/**
 * The policy {@code static} on one worker: its kubelet gives whole CPUs away. The node is emptied
 * and its kubelet stopped before anything is changed. The original configuration is kept on the
 * node itself, so that a later run finds it if this one is killed.
 *
 * @param machine of the node
 * @param waits the suite switches the policy, not the trainee
 */
public record KubeletCpuPolicy(
    TrainingCluster cluster, RemoteShell machine, Waits waits, Limits limits) implements Component {
  /** What is kept for the kubelet, in thousandths of a CPU. */
  public static final int RESERVED = 400;

  static final String CONFIG = "/var/lib/kubelet/config.yaml";
  static final String ORIGINAL = CONFIG + ".training-original";
  private static final String COPY = CONFIG + ".training-copy";
  private static final String KEPT = "sudo -n test -s " + ORIGINAL;
  // As the block of the guide has them.
  static final String PRINT_SETTINGS =
      Texts.of(
          "printf 'cpuManagerPolicy: static\\ncpuManagerReconcilePeriod: 1s\\nkubeReserved:\\n"
              + "  cpu: %dm\\n'",
          RESERVED);
  private static final String STATIC =
      Texts.of("(sudo -n sed '/^cpuManager/d' %s; %s)", ORIGINAL, PRINT_SETTINGS);
  // What is noted under one policy keeps the kubelet from starting under another.
  private static final String FORGET_RECORDS =
      "sudo -n rm -f /var/lib/kubelet/cpu_manager_state /var/lib/kubelet/memory_manager_state";
  private static final String HEALTH =
      "curl --silent --max-time 5 http://127.0.0.1:10248/healthz || true";
  private static final String CPU_SETS =
      "find /sys/fs/cgroup -path '*kubepods*'"
          + " '(' -name cpuset.effective_cpus -o -name cpuset.cpus.effective ')'"
          + " -exec cat {} + 2>/dev/null | grep . | sort -u || true";
  // What it has said since its last start, as far as it was an error.
  private static final String LAST_ERROR =
      "sudo -n journalctl --no-pager --output cat"
          + " _SYSTEMD_INVOCATION_ID=$(systemctl show --property InvocationID --value kubelet)"
          + " | grep ^E | tail -n 1";

  /**
   * The longest each part may take.
   *
   * @param command one short command
   * @param drain until the node is empty
   * @param kubelet until a kubelet that was started is well
   * @param hold how long the node must stay Ready before pods are let in again
   */
  public record Limits(Duration command, Duration drain, Duration kubelet, Duration hold) {}

  /** The policy on a worker of {@code cluster}. */
  public static KubeletCpuPolicy on(TrainingCluster cluster, String node, Limits limits) {
    return new KubeletCpuPolicy(cluster, cluster.shell(node), cluster.waits().ofLab(), limits);
  }

  @Override
  public String name() {
    return "CPU policy static on " + worker();
  }

  /** Switches to it. Does nothing if the node runs it already, and is well. */
  public void install() {
    if (installed()) {
      return;
    }
    if (cluster.isWatchedOnly()) {
      throw byHand(configured()).towardsStatic();
    }
    if (!kept()) {
      copy(CONFIG, ORIGINAL);
    }
    restarted(() -> onNode(STATIC + " | sudo -n install -m 0644 /dev/stdin " + CONFIG));
  }

  /** Gives the kubelet its original configuration back, from any state that a run has left. */
  @Override
  public void remove() {
    if (!kept()) {
      return;
    }
    if (cluster.isWatchedOnly()) {
      throw byHand(isSo(Texts.of("sudo -n cmp -s %s %s", ORIGINAL, CONFIG))).back();
    }
    restarted(() -> copy(ORIGINAL, CONFIG));
    // Under the policy none nobody moves containers back that were confined before.
    List<String> sets = cpuSets();
    if (sets.size() > 1) {
      throw new IllegalStateException(
          Texts.of(
              "some containers on %s are still limited to some of its CPUs; seen: %s; delete their"
                  + " pods: kubectl delete pods --all-namespaces --field-selector spec.nodeName=%s",
              worker(), sets, worker()));
    }
    onNode("sudo -n sh -c 'rm -f " + CONFIG + ".training-*'");
  }

  @Override
  public void requireUndone() {
    if (cluster.isWatchedOnly()) {
      remove();
    }
  }

  private CpuPolicyByHand byHand(boolean configured) {
    return new CpuPolicyByHand(worker(), kept(), configured, cordoned());
  }

  /** Whether the original was kept, by this run or by one that was killed. */
  private boolean kept() {
    return isSo(KEPT);
  }

  /** Copies one file over the other, whole or not at all. */
  private void copy(String from, String to) {
    onNode(Texts.of("sudo -n cp --preserve %s %s && sudo -n mv %s %s", from, COPY, COPY, to));
  }

  private void onNode(String command) {
    var unused = machine.mustRun(command, limits.command());
  }

  private boolean configured() {
    return isSo(Texts.of("%s && %s | sudo -n cmp -s - %s", KEPT, STATIC, CONFIG));
  }

  private boolean isSo(String command) {
    return machine.run(command, limits.command()).succeeded();
  }

  private boolean installed() {
    return configured() && healthy() && runsStatic() && ready() && !cordoned();
  }

  private boolean cordoned() {
    return Boolean.TRUE.equals(node().getSpec().getUnschedulable());
  }

  private void restarted(Runnable change) {
    var drain = "kubectl drain %s --ignore-daemonsets --delete-emptydir-data --force --timeout=%ds";
    drain = Texts.of(drain, worker(), limits.drain().toSeconds());
    var kubectl = cluster.shell("node1");
    kubectl.mustRun(drain, limits.drain().plusSeconds(10));
    var wait = waits.upTo(limits.kubelet());
    if (healthy()) {
      String free = Texts.of("the containers left on %s to have every CPU back", worker());
      wait.see(free, this::cpuSets, sets -> sets.size() <= 1);
    }
    onNode("sudo -n systemctl stop kubelet");
    wait.see(name() + ": kubelet down", this::healthy, up -> !up);
    var lastNews = renewed();
    onNode(FORGET_RECORDS);
    change.run();
    onNode("sudo -n systemctl start kubelet");
    wait.see(name() + ": kubelet up", this::health, "ok"::equals);
    String news = Texts.of("a new report from the kubelet of %s, and the node Ready", worker());
    wait.see(news, () -> renewed().isAfter(lastNews) && ready(), Boolean::booleanValue);
    waits.holding(limits.hold()).see(worker() + " Ready", this::ready, Boolean::booleanValue);
    kubectl.mustRun("kubectl uncordon " + worker(), limits.command());
    // The cluster takes its own taints off a little later, and the next pod would notice.
    String open = Texts.of("the cluster to let pods onto %s again", worker());
    wait.see(open, this::taintsOfTheCluster, List::isEmpty);
  }

  private List<String> taintsOfTheCluster() {
    return node().getSpec().getTaints().stream()
        .map(Taint::getKey)
        .filter(key -> key.startsWith("node.kubernetes.io/"))
        .toList();
  }

  private boolean runsStatic() {
    try {
      return client()
          .raw(Texts.of("/api/v1/nodes/%s/proxy/configz", worker()))
          .contains("\"cpuManagerPolicy\":\"static\"");
    } catch (KubernetesClientException e) {
      return false; // a kubelet that cannot be asked does not run it
    }
  }

  private boolean healthy() {
    return health().equals("ok");
  }

  /** {@code ok}, or the last error of a kubelet that is not. */
  private String health() {
    String answer = machine.mustRun(HEALTH, limits.command()).stdout().strip();
    return answer.equals("ok")
        ? answer
        : "not healthy: " + machine.run(LAST_ERROR, limits.command()).stdout().strip();
  }

  private List<String> cpuSets() {
    return machine.mustRun(CPU_SETS, limits.command()).stdout().strip().lines().toList();
  }

  private boolean ready() {
    return Readiness.isNodeReady(node());
  }

  private ZonedDateTime renewed() {
    var lease = client().leases().inNamespace("kube-node-lease").withName(worker()).get();
    return Optional.ofNullable(lease)
        .map(each -> each.getSpec().getRenewTime())
        .orElseThrow(() -> new IllegalStateException(Texts.of("node %s has no lease", worker())));
  }

  private KubernetesClient client() {
    return cluster.admin();
  }

  private String worker() {
    return machine.machine();
  }

  private Node node() {
    return Optional.ofNullable(client().nodes().withName(worker()).get())
        .orElseThrow(() -> new IllegalStateException("no node " + worker()));
  }
}

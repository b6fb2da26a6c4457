package kubetraining.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import kubetraining.config.Limit;
import kubetraining.lab.Machine;
import kubetraining.lab.MachineRole;
import kubetraining.progress.Progress;
import kubetraining.remote.RemoteShell;
import kubetraining.wait.Wait;
import kubetraining.wait.Waits;

/**
 * What the phases of one bootstrap share: the machines, ways to reach them, what was found out.
 *
 * @param client a client of the cluster with all permissions, there once the API server answers
 * @param observer the kubeconfig of the account that only looks, as the control plane wrote it
 */
record BootstrapContext(
    ClusterSpec spec,
    Waits waits,
    Progress progress,
    Map<Machine, RemoteShell> shells,
    String token,
    Map<String, HostFacts> facts,
    AtomicReference<KubernetesClient> client,
    AtomicReference<String> observer)
    implements AutoCloseable {
  static final String INIT_FILE = "/etc/kubernetes/training-init.yaml";

  BootstrapContext(
      ClusterSpec spec, Waits waits, Progress progress, Map<Machine, RemoteShell> shells) {
    this(
        spec,
        waits,
        progress,
        shells,
        KubeadmConfig.newToken(),
        new ConcurrentHashMap<>(),
        new AtomicReference<>(),
        new AtomicReference<>(""));
  }

  Machine controlPlane() {
    return shells.keySet().stream()
        .filter(machine -> machine.role() == MachineRole.CONTROL_PLANE)
        .findFirst()
        .orElseThrow();
  }

  /** The shell of the control plane. */
  RemoteShell node1() {
    return shells.get(controlPlane());
  }

  KubeadmConfig kubeadm() {
    return new KubeadmConfig(spec, controlPlane(), token);
  }

  /** Runs a script of several lines as root, stopping at its first failure. */
  String asRoot(RemoteShell shell, String script) {
    var quoted = ("set -eu\n" + script).replace("'", "'\\''");
    return shell
        .mustRun("sudo -n bash -c '" + quoted + "'", Limit.HOST_PREREQUISITES.duration())
        .stdout();
  }

  /** Waits for something that only looking again and again can tell. */
  Wait upTo(Duration limit) {
    return waits.upTo(limit).every(Duration.ofMillis(200));
  }

  @Override
  public void close() {
    var last = client.getAndSet(null);
    if (last != null) {
      last.close();
    }
  }
}

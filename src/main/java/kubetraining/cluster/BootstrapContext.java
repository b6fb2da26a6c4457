package kubetraining.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import kubetraining.lab.Machine;
import kubetraining.lab.MachineRole;
import kubetraining.progress.Progress;
import kubetraining.remote.EveryMachine;
import kubetraining.remote.RemoteShell;
import kubetraining.wait.Waits;

/** What the phases of one bootstrap share: the machines, ways to reach them, what was found out. */
final class BootstrapContext implements AutoCloseable {
  // A kubeadm that a killed run left behind may still be busy; the next one waits for its end.
  static final String KUBEADM = "sudo -n flock /run/kube-training.lock kubeadm ";
  static final String INIT_FILE = "/etc/kubernetes/training-init.yaml";

  private final ClusterSpec spec;
  private final ClusterLimits limits;
  private final Waits waits;
  private final Progress progress;
  private final List<Machine> machines;
  private final Map<String, RemoteShell> shells;
  private final BootstrapToken token = BootstrapToken.random();
  private final Map<String, HostFacts> facts = new ConcurrentHashMap<>();
  private final AtomicReference<KubernetesClient> client = new AtomicReference<>();
  private final AtomicReference<String> observer = new AtomicReference<>("");

  BootstrapContext(
      ClusterSpec spec,
      ClusterLimits limits,
      Waits waits,
      Progress progress,
      Map<Machine, RemoteShell> shells) {
    this.spec = spec;
    this.limits = limits;
    this.waits = waits;
    this.progress = progress;
    this.machines = List.copyOf(shells.keySet());
    this.shells = new ConcurrentHashMap<>();
    shells.forEach((machine, shell) -> this.shells.put(machine.name(), shell));
  }

  ClusterSpec spec() {
    return spec;
  }

  ClusterLimits limits() {
    return limits;
  }

  Waits waits() {
    return waits;
  }

  Progress progress() {
    return progress;
  }

  List<Machine> machines() {
    return machines;
  }

  Machine controlPlane() {
    return machines.stream()
        .filter(machine -> machine.role() == MachineRole.CONTROL_PLANE)
        .findFirst()
        .orElseThrow();
  }

  List<Machine> workers() {
    return machines.stream().filter(machine -> machine.role() == MachineRole.WORKER).toList();
  }

  RemoteShell shell(Machine machine) {
    return shells.get(machine.name());
  }

  EveryMachine everywhere() {
    return new EveryMachine(machines.stream().map(this::shell).toList());
  }

  EveryMachine onWorkers() {
    return new EveryMachine(workers().stream().map(this::shell).toList());
  }

  Machine machine(RemoteShell shell) {
    return machines.stream()
        .filter(machine -> machine.name().equals(shell.machine()))
        .findFirst()
        .orElseThrow();
  }

  KubeadmConfig kubeadm() {
    return new KubeadmConfig(spec, controlPlane());
  }

  BootstrapToken token() {
    return token;
  }

  MachineSetup setup(BareMachines bare) {
    return new MachineSetup(bare.downloads(), limits.machineSetup(), progress);
  }

  void found(Machine machine, HostFacts found) {
    facts.put(machine.name(), found);
  }

  HostFacts facts(Machine machine) {
    return facts.get(machine.name());
  }

  /** A client of the cluster with all rights, there once the API server answers. */
  KubernetesClient client() {
    var found = client.get();
    if (found == null) {
      throw new IllegalStateException("the API server has not been reached yet");
    }
    return found;
  }

  void reached(KubernetesClient reached) {
    var former = client.getAndSet(reached);
    if (former != null) {
      former.close();
    }
  }

  /** The kubeconfig of the account that only looks, as the control plane wrote it. */
  String observer() {
    return observer.get();
  }

  void observer(String kubeconfig) {
    observer.set(kubeconfig);
  }

  /** Runs a script of several lines as root, stopping at its first failure. */
  String asRoot(Machine machine, String script) {
    var quoted = "set -eu\n" + script;
    return shell(machine)
        .mustRun(
            "sudo -n bash -c '" + quoted.replace("'", "'\\''") + "'", limits.hostPrerequisites())
        .stdout();
  }

  void write(Machine machine, String path, String content, String mode) {
    shell(machine).write(path, content.getBytes(StandardCharsets.UTF_8), mode);
  }

  @Override
  public void close() {
    var last = client.getAndSet(null);
    if (last != null) {
      last.close();
    }
  }
}

package kubetraining.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import kubetraining.host.Texts;
import kubetraining.lab.Machine;
import kubetraining.lab.MachineRole;
import kubetraining.progress.Progress;
import kubetraining.remote.RemoteShell;
import kubetraining.wait.Waits;

/**
 * Makes a Kubernetes cluster of machines that let {@code ubuntu} in. Safe to repeat: what an
 * interrupted bootstrap has done is kept.
 */
public final class ClusterBootstrap {
  private static final List<BootstrapPhase> ALL =
      List.of(
          new HostPrerequisites(),
          new ContainerRuntime(),
          new KubeadmInit(),
          new ApiServer(),
          new ObserverAccount(),
          new PodNetwork(),
          new ClusterDns(),
          new KubeadmJoin(),
          new GuideFiles(),
          new NodesReady(),
          new DnsReady());

  private final ClusterSpec spec;
  private final ClusterLimits limits;
  private final Path folder;
  private final Waits waits;
  private final Progress progress;

  /**
   * @param folder the lab's folder on this computer, for the kubeconfig and for evidence of
   *     failures
   */
  public ClusterBootstrap(
      ClusterSpec spec, ClusterLimits limits, Path folder, Waits waits, Progress progress) {
    this.spec = spec;
    this.limits = limits;
    this.folder = folder;
    this.waits = waits;
    this.progress = progress;
  }

  /**
   * Runs all phases. The cluster returned owns the shells, which are closed here on failure.
   *
   * @param machines of which exactly one is the control plane
   * @param shells opens the shell of a machine
   * @throws BootstrapFailedException naming the phase that failed
   */
  public TrainingCluster run(List<Machine> machines, Function<Machine, RemoteShell> shells) {
    requireOneControlPlane(machines);
    var opened = Shells.open(machines, shells);
    try (var context = new BootstrapContext(spec, limits, waits, progress, opened)) {
      // Before cloud-init has ended nothing else can be done on a machine.
      spec.bare().ifPresent(bare -> run(List.of(new BareSetup(bare)), context));
      run(phases(), context);
      KubeconfigFile.fetch(context, folder);
      return TrainingCluster.of(opened, folder, waits);
    } catch (RuntimeException | Error e) {
      opened.values().forEach(RemoteShell::close);
      throw e;
    }
  }

  private void run(List<BootstrapPhase> phases, BootstrapContext context) {
    new PhaseGraph(phases).run(phase -> progress.phase(phase.name(), () -> apply(phase, context)));
  }

  private void apply(BootstrapPhase phase, BootstrapContext context) throws Exception {
    try {
      phase.apply(context);
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        // Another phase failed and this one was told to stop: that one asks the machines.
        throw e;
      }
      throw new BootstrapFailedException(phase.name(), Evidence.gather(context, folder), e);
    }
  }

  private List<BootstrapPhase> phases() {
    var phases = new ArrayList<>(ALL);
    spec.bare().map(SectionTools::new).ifPresent(phases::add);
    spec.bare().map(SectionImages::new).ifPresent(phases::add);
    return phases;
  }

  private static void requireOneControlPlane(List<Machine> machines) {
    long found = machines.stream().filter(each -> each.role() == MachineRole.CONTROL_PLANE).count();
    if (found != 1) {
      throw new IllegalArgumentException(
          Texts.of("a cluster has one control plane here, not %d, in %s", found, machines));
    }
  }
}

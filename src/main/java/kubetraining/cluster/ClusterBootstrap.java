package kubetraining.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import kubetraining.host.Texts;
import kubetraining.lab.Machine;
import kubetraining.progress.Progress;
import kubetraining.redaction.Redaction;
import kubetraining.remote.AtOnce;
import kubetraining.remote.AtOnce.Step;
import kubetraining.remote.RemoteShell;
import kubetraining.wait.Waits;

/**
 * Makes a cluster of machines that have nothing but what their image holds: a few phases, each
 * begun as soon as those before it have ended.
 *
 * @param folder where the kubeconfig and, after a failure, what the machines said is written
 * @param progress told of each phase
 */
public record ClusterBootstrap(ClusterSpec spec, Path folder, Waits waits, Progress progress) {
  private static final Duration ASK_LIMIT = Duration.ofSeconds(15);
  private static final String QUESTIONS =
      """
      if sudo test -s /etc/kubernetes/admin.conf; then
        kubectl() {
          sudo kubectl --kubeconfig /etc/kubernetes/admin.conf --request-timeout 5s "$@" 2>&1
        }
        echo '--- nodes and pods'; kubectl get nodes,pods -A -o wide
        echo '--- warnings'; kubectl get events -A --field-selector type=Warning | tail -15
      fi
      echo '--- units'; systemctl --no-pager --failed --plain 2>&1 | head -20
      echo '--- containerd'; sudo journalctl --no-pager -u containerd -n 15 -o cat 2>&1
      echo '--- kubelet'; sudo journalctl --no-pager -u kubelet -n 40 -o cat 2>&1
      echo '--- containers'; sudo ls /var/log/containers 2>&1
      echo '--- last words of static pods'
      sudo sh -c 'tail -n 5 /var/log/pods/kube-system_*/*/*.log' 2>&1 | tail -60""";

  private static final List<Step<BootstrapContext>> ALL =
      List.of(
          new Step<>("host prerequisites", HostPrerequisites::apply),
          new Step<>("container runtime", HostPrerequisites::runtime),
          new Step<>("kubeadm init", Kubeadm::init, "host prerequisites", "container runtime"),
          new Step<>(
              "API server", Kubeadm::awaitApiServer, "host prerequisites", "container runtime"),
          new Step<>("observer's account", Kubeadm::observer, "API server"),
          new Step<>("pod network", context -> Manifests.apply(context, "flannel"), "API server"),
          new Step<>("cluster DNS", ClusterDns::apply, "API server"),
          new Step<>("kubeadm join", Kubeadm::join, "API server"),
          new Step<>("files of the guide", GuideFiles::apply, "kubeadm init"),
          new Step<>("nodes Ready", NodesReady::apply, "pod network", "kubeadm join"),
          new Step<>(
              "DNS ready", ClusterDns::awaitReady, "cluster DNS", "nodes Ready", "kubeadm init"));

  /**
   * Makes the cluster.
   *
   * @param shells opens a shell on a machine; those that were opened belong to the cluster
   * @throws BootstrapFailedException naming the phase that failed
   */
  public TrainingCluster run(List<Machine> machines, Function<Machine, RemoteShell> shells) {
    var opened = TrainingCluster.open(machines, shells);
    try (var context = new BootstrapContext(spec, waits, progress, opened)) {
      var phases = new ArrayList<>(ALL);
      if (spec.bare().isPresent()) {
        var bare = spec.bare().get();
        var all = opened.values();
        // Before cloud-init has ended nothing else can be done on a machine.
        run(
            List.of(
                new Step<>("programs of the machines", any -> AtOnce.on(all, bare::everywhere))),
            context);
        phases.add(new Step<>("tools of the sections", any -> bare.onFirst(context.node1())));
        phases.add(new Step<>("images of our own", any -> bare.images(all), "container runtime"));
      }
      run(phases, context);
      ClusterAccess.fetch(context, folder);
      return new TrainingCluster(opened, folder, waits);
    } catch (RuntimeException | Error e) {
      opened.values().forEach(RemoteShell::close);
      throw e;
    }
  }

  private void run(List<Step<BootstrapContext>> phases, BootstrapContext context) {
    AtOnce.inOrder(phases, phase -> progress.phase(phase.name(), () -> apply(phase, context)));
  }

  private void apply(Step<BootstrapContext> phase, BootstrapContext context) {
    try {
      phase.work().accept(context);
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        // Another phase failed and this one was told to stop: that one asks the machines.
        throw e;
      }
      throw new BootstrapFailedException(phase.name(), evidence(context), e);
    }
  }

  /** Asks every machine and says where the answers are; never fails, as a failure led here. */
  private String evidence(BootstrapContext context) {
    var file = folder.resolve("bootstrap-failure.txt");
    try {
      Files.createDirectories(folder);
      var answers =
          AtOnce.each(context.shells().values(), RemoteShell::machine, ClusterBootstrap::ask);
      var text = new StringBuilder();
      answers.forEach(
          (shell, answer) -> text.append(Texts.of("===== %s%n%s%n", shell.machine(), answer)));
      Files.writeString(file, Redaction.redact(text.toString()));
      return "The last words of kubelet, containerd and the static pods of each machine are in "
          + file;
    } catch (IOException | RuntimeException e) {
      return "The logs of the machines could not be collected: " + e.getMessage();
    }
  }

  private static String ask(RemoteShell shell) {
    try {
      return shell.run(QUESTIONS, ASK_LIMIT).stdout();
    } catch (RuntimeException e) {
      return "unreachable: " + e.getMessage();
    }
  }
}

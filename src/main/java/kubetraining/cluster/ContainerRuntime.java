package kubetraining.cluster;

import java.util.Optional;
import java.util.Set;
import kubetraining.host.Texts;
import kubetraining.lab.Machine;
import kubetraining.remote.RemoteShell;
import kubetraining.wait.Hopeless;

/**
 * Sees that containerd runs and that kubeadm, kubelet and kubectl are there in the right version.
 * Machines of the embedded lab are born with all of it. Where it is missing, as on a bare Ubuntu of
 * EC2, it is downloaded from the projects' own release sites and checked against their checksums;
 * that way has not been run on AWS yet.
 */
final class ContainerRuntime implements BootstrapPhase {
  private static final String PROBE =
      String.join(
          "\n",
          "PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin",
          "for program in containerd runc kubeadm kubelet kubectl conntrack iptables; do",
          "  command -v $program >/dev/null || { echo \"no $program\" >&2; exit 1; }",
          "done",
          "for plugin in bridge host-local loopback portmap; do",
          "  [ -x /opt/cni/bin/$plugin ] || { echo \"no CNI plugin $plugin\" >&2; exit 1; }",
          "done",
          "kubeadm version -o short");

  @Override
  public String name() {
    return "container runtime";
  }

  @Override
  public Set<Class<? extends BootstrapPhase>> after() {
    return Set.of();
  }

  @Override
  public void apply(BootstrapContext context) {
    context.everywhere().run(shell -> prepare(context, shell));
  }

  private static void prepare(BootstrapContext context, RemoteShell shell) {
    Machine machine = context.machine(shell);
    var wanted = context.spec().kubernetesVersion();
    var found = shell.run(PROBE, context.limits().command());
    if (!found.succeeded()) {
      install(context, machine, found.stderr().strip());
      found = shell.mustRun(PROBE, context.limits().command());
    }
    if (!found.stdout().strip().equals(wanted)) {
      throw new IllegalStateException(
          Texts.of(
              "kubeadm on %s is %s, expected %s; bring the lab up anew with ./training down and up",
              machine.name(), found.stdout().strip(), wanted));
    }
    context
        .waits()
        .upTo(context.limits().hostPrerequisites())
        .see(
            "containerd on " + machine.name(),
            () ->
                shell
                    .run(
                        "test -S /run/containerd/containerd.sock && systemctl is-active containerd",
                        context.limits().command())
                    .stdout()
                    .strip(),
            "active"::equals,
            state ->
                state.equals("failed")
                    ? Optional.of(Hopeless.lab("it failed; see journalctl -u containerd"))
                    : Optional.empty());
  }

  private static void install(BootstrapContext context, Machine machine, String missing) {
    if (!context.spec().outsideNames()) {
      throw new IllegalStateException(
          Texts.of(
              "%s is not fit for Kubernetes (%s) and reaches no download site; its image is incomplete",
              machine.name(), missing));
    }
    context.progress().note("installing containerd and Kubernetes on " + machine.name());
    context.asRoot(
        machine,
        Texts.of(
            "KUBERNETES=%s\n%s",
            context.spec().kubernetesVersion(), Scripts.text("install-runtime.sh")));
  }
}

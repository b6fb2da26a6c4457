package kubetraining.cluster;

import java.util.Optional;
import java.util.Set;
import kubetraining.host.Texts;
import kubetraining.lab.Machine;
import kubetraining.remote.RemoteShell;
import kubetraining.wait.Hopeless;

/**
 * Sees that containerd runs and that kubeadm, kubelet and kubectl are there in the right version.
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
      throw new IllegalStateException(
          Texts.of(
              "%s is not fit for Kubernetes (%s); what it is made of is incomplete",
              machine.name(), found.stderr().strip()));
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
}

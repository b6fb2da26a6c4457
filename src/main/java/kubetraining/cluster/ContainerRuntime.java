package kubetraining.cluster;

import java.util.Optional;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.remote.AtOnce;
import kubetraining.remote.RemoteShell;
import kubetraining.wait.Hopeless;

/**
 * Sees that containerd runs and that kubeadm, kubelet and kubectl are there in the right version.
 */
final class ContainerRuntime {
  private static final String PROBE =
      """
      PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
      for program in containerd runc kubeadm kubelet kubectl conntrack iptables; do
        command -v $program >/dev/null || { echo "no $program" >&2; exit 1; }
      done
      for plugin in bridge host-local loopback portmap; do
        [ -x /opt/cni/bin/$plugin ] || { echo "no CNI plugin $plugin" >&2; exit 1; }
      done
      kubeadm version -o short""";
  private static final String ACTIVE =
      "test -S /run/containerd/containerd.sock && systemctl is-active containerd";

  private static final Hopeless GAVE_UP = Hopeless.lab("it failed; see journalctl -u containerd");

  private ContainerRuntime() {}

  static void apply(BootstrapContext context) {
    AtOnce.on(context.shells().values(), shell -> prepare(context, shell));
  }

  private static void prepare(BootstrapContext context, RemoteShell shell) {
    var wanted = context.spec().kubernetesVersion();
    var limit = Limit.COMMAND.duration();
    var found = shell.run(PROBE, limit);
    if (!found.succeeded()) {
      throw new IllegalStateException(
          Texts.of(
              "%s is not fit for Kubernetes (%s); the artifacts it was made from are incomplete",
              shell.machine(), found.stderr().strip()));
    }
    if (!found.stdout().strip().equals(wanted)) {
      throw new IllegalStateException(
          Texts.of(
              "kubeadm on %s is %s, expected %s; bring the lab up again with ./training down and up",
              shell.machine(), found.stdout().strip(), wanted));
    }
    var wait = context.waits().upTo(Limit.HOST_PREREQUISITES.duration());
    wait.see(
        "containerd on " + shell.machine(),
        () -> shell.run(ACTIVE, limit).stdout().strip(),
        "active"::equals,
        state -> Optional.of(GAVE_UP).filter(any -> state.equals("failed")));
  }
}

package kubetraining.cluster;

import java.util.Optional;
import java.util.stream.Collectors;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.remote.AtOnce;
import kubetraining.remote.RemoteShell;
import kubetraining.wait.Hopeless;

/**
 * Makes hosts fit for Kubernetes: names, kernel settings, a resolver for pods; and sees that its
 * programs are there in the right version. Swap is left as it is and the kubelet told to tolerate
 * it, since swap of a machine that is a container is its host's.
 */
final class HostPrerequisites {
  // Both files of names may be bind mounts of a container engine, which can be written but not
  // replaced, and which it writes anew at every start.
  private static final String SCRIPT =
      """
      cat > /usr/local/sbin/kube-training-names <<'NAMES'
      #!/bin/sh
      echo @NAME@ > /etc/hostname
      hostname @NAME@
      others=$(sed '/^# kube-training/,/^# end/d' /etc/hosts)
      printf '%s\\n# kube-training\\n%s\\n# end\\n' "$others" '@HOSTS@' > /etc/hosts
      NAMES
      chmod 0755 /usr/local/sbin/kube-training-names
      /usr/local/sbin/kube-training-names
      cat > /etc/systemd/system/kube-training-names.service <<'UNIT'
      [Unit]
      Description=Names of the machines of this lab
      After=cloud-init.service cloud-init-network.service
      Before=kubelet.service ssh.service

      [Service]
      Type=oneshot
      RemainAfterExit=yes
      ExecStart=/usr/local/sbin/kube-training-names

      [Install]
      WantedBy=multi-user.target
      UNIT
      systemctl enable -q kube-training-names.service
      modprobe -a overlay br_netfilter vxlan 2>/dev/null || true
      mkdir -p /etc/kubernetes /etc/sysctl.d /etc/modules-load.d
      printf 'overlay\\nbr_netfilter\\nvxlan\\n' > /etc/modules-load.d/kube-training.conf
      cat > /etc/sysctl.d/90-kube-training.conf <<'SYSCTL'
      net.ipv4.ip_forward = 1
      net.bridge.bridge-nf-call-iptables = 1
      net.bridge.bridge-nf-call-ip6tables = 1
      SYSCTL
      sysctl -q -p /etc/sysctl.d/90-kube-training.conf 2>/dev/null || true
      if [ "$(cat /proc/sys/net/ipv4/ip_forward)" != 1 ]; then
        echo 'net.ipv4.ip_forward is 0 and cannot be set: pods would not reach others' >&2
        exit 1
      fi
      """;

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

  private HostPrerequisites() {}

  static void apply(BootstrapContext context) {
    AtOnce.on(context.shells().values(), shell -> prepare(context, shell));
    var first = context.facts().get(context.node1().machine());
    long memory = first.memoryKibibytes() / 1024;
    if (memory < ClusterSpec.MEMORY_MEBIBYTES || first.cpus() < ClusterSpec.CPUS) {
      String words = "machines have %d CPUs and %d MiB, less than the %d and %d the guide assumes";
      int cpus = first.cpus();
      words = Texts.of(words, cpus, memory, ClusterSpec.CPUS, ClusterSpec.MEMORY_MEBIBYTES);
      context.progress().note(words);
    }
  }

  private static void prepare(BootstrapContext context, RemoteShell shell) {
    var facts = HostFacts.parse(context.asRoot(shell, script(context, shell)));
    context.facts().put(shell.machine(), facts);
    if (facts.cpus() < 1 || facts.memoryKibibytes() < 1024 * 1024) {
      throw new IllegalStateException(
          Texts.of(
              "%s has %d CPUs and %d MiB of memory; Kubernetes needs at least 1 and 1024",
              shell.machine(), facts.cpus(), facts.memoryKibibytes() / 1024));
    }
    if (context.spec().outsideNames() && facts.loopbackResolver()) {
      String words = "the resolver of %s is on a loopback address, which pods cannot reach";
      context.progress().note(Texts.of(words, shell.machine()));
    }
  }

  private static String script(BootstrapContext context, RemoteShell shell) {
    var hosts =
        context.shells().keySet().stream()
            .map(each -> each.privateAddress() + " " + each.name())
            .collect(Collectors.joining("\n"));
    var resolver =
        context.spec().outsideNames()
            ? ""
            : "echo '# Pods of this lab know no resolver but the cluster itself.' > "
                + KubeadmConfig.RESOLV_CONF
                + "\n";
    return SCRIPT.replace("@NAME@", shell.machine()).replace("@HOSTS@", hosts)
        + resolver
        + HostFacts.COMMAND;
  }

  /** Sees that containerd runs, and that kubeadm, kubelet and kubectl have the right version. */
  static void runtime(BootstrapContext context) {
    AtOnce.on(context.shells().values(), shell -> requireRuntime(context, shell));
  }

  private static void requireRuntime(BootstrapContext context, RemoteShell shell) {
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

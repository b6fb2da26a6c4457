package kubetraining.cluster;

import java.util.stream.Collectors;
import kubetraining.host.Texts;
import kubetraining.remote.AtOnce;
import kubetraining.remote.RemoteShell;

/**
 * Makes hosts fit for Kubernetes: names, kernel settings, a resolver for pods. Swap is left as it
 * is and the kubelet told to tolerate it, since swap of a machine that is a container is its
 * host's.
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
}

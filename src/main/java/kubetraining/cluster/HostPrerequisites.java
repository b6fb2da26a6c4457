package kubetraining.cluster;

import java.util.Set;
import java.util.stream.Collectors;
import kubetraining.host.Texts;
import kubetraining.lab.Machine;
import kubetraining.remote.RemoteShell;

/**
 * Makes hosts fit for Kubernetes: names, kernel settings, a resolver for pods. Swap is left as it
 * is and the kubelet told to bear it, since swap of a machine that is a container is its host's.
 */
final class HostPrerequisites implements BootstrapPhase {
  private static final String SYSCTL =
      """
      net.ipv4.ip_forward = 1
      net.bridge.bridge-nf-call-iptables = 1
      net.bridge.bridge-nf-call-ip6tables = 1
      """;

  private static final String NAMES = "/usr/local/sbin/kube-training-names";
  private static final String NAMES_UNIT =
      """
      [Unit]
      Description=Names of the machines of this lab
      After=cloud-init.service cloud-init-network.service
      Before=kubelet.service ssh.service
      [Service]
      Type=oneshot
      RemainAfterExit=yes
      ExecStart=%s
      [Install]
      WantedBy=multi-user.target
      """
          .replace("%s", NAMES);

  @Override
  public String name() {
    return "host prerequisites";
  }

  @Override
  public Set<Class<? extends BootstrapPhase>> after() {
    return Set.of();
  }

  @Override
  public void apply(BootstrapContext context) {
    context.everywhere().run(shell -> prepare(context, shell));
    var first = context.facts(context.controlPlane());
    if (first.memoryKibibytes() / 1024 < context.spec().memoryMebibytes()
        || first.cpus() < context.spec().cpus()) {
      context
          .progress()
          .note(
              Texts.of(
                  "machines have %d CPUs and %d MiB, less than the %d and %d the guide assumes",
                  first.cpus(),
                  first.memoryKibibytes() / 1024,
                  context.spec().cpus(),
                  context.spec().memoryMebibytes()));
    }
  }

  private static void prepare(BootstrapContext context, RemoteShell shell) {
    Machine machine = context.machine(shell);
    var output = context.asRoot(machine, script(context, machine));
    var facts = HostFacts.parse(output);
    context.found(machine, facts);
    if (facts.cpus() < 1 || facts.memoryKibibytes() < 1024 * 1024) {
      throw new IllegalStateException(
          Texts.of(
              "%s has %d CPUs and %d MiB of memory; Kubernetes needs 1 and 1024 at least",
              machine.name(), facts.cpus(), facts.memoryKibibytes() / 1024));
    }
    if (context.spec().outsideNames() && facts.loopbackResolver()) {
      context
          .progress()
          .note(
              Texts.of(
                  "the resolver of %s is on a loopback address, which pods cannot reach",
                  machine.name()));
    }
  }

  private static String script(BootstrapContext context, Machine machine) {
    var hosts =
        context.machines().stream()
            .map(each -> each.privateAddress() + " " + each.name())
            .collect(Collectors.joining("\n"));
    return String.join(
        "\n",
        Texts.of("cat > %s <<'NAMES'", NAMES),
        "#!/bin/sh",
        // Both files may be bind mounts of a container engine, which can be written but not
        // replaced, and which it writes anew at every start.
        Texts.of("echo %s > /etc/hostname", machine.name()),
        Texts.of("hostname %s", machine.name()),
        "others=$(sed '/^# kube-training/,/^# end/d' /etc/hosts)",
        "printf '%s\\n# kube-training\\n%s\\n# end\\n' \"$others\" '" + hosts + "' > /etc/hosts",
        "NAMES",
        "chmod 0755 " + NAMES,
        NAMES,
        "printf '%s' '" + NAMES_UNIT + "' > /etc/systemd/system/kube-training-names.service",
        "systemctl enable -q kube-training-names.service",
        "modprobe -a overlay br_netfilter vxlan 2>/dev/null || true",
        "mkdir -p /etc/kubernetes /etc/sysctl.d /etc/modules-load.d",
        "printf 'overlay\\nbr_netfilter\\nvxlan\\n' > /etc/modules-load.d/kube-training.conf",
        "printf '%s' '" + SYSCTL + "' > /etc/sysctl.d/90-kube-training.conf",
        "sysctl -q -p /etc/sysctl.d/90-kube-training.conf 2>/dev/null || true",
        "if [ \"$(cat /proc/sys/net/ipv4/ip_forward)\" != 1 ]; then",
        "  echo 'net.ipv4.ip_forward is 0 and cannot be set: pods would not reach others' >&2",
        "  exit 1",
        "fi",
        context.spec().outsideNames()
            ? ""
            : "echo '# Pods of this lab know no resolver but the cluster itself.' > "
                + KubeletSettings.RESOLV_CONF,
        HostFacts.COMMAND);
  }
}

package kubetraining.cluster;

import java.util.HashMap;
import java.util.Map;

/**
 * What a machine can do and has, as far as Kubernetes must adapt to it.
 *
 * @param cgroupVersion 1 or 2
 * @param mayRaiseLimits whether processes may lower their oom_score_adj and raise rlimits, that is,
 *     whether CAP_SYS_RESOURCE is there
 * @param loopbackResolver whether its resolver is reached by a loopback address, which pods have
 *     not
 */
record HostFacts(
    int cgroupVersion,
    boolean mayRaiseLimits,
    int cpus,
    long memoryKibibytes,
    boolean loopbackResolver) {
  private static final int CAP_SYS_RESOURCE = 24;

  /** Prints {@code key=value} lines for {@link #parse}. */
  static final String COMMAND =
      """
      echo cgroup=$(stat -fc %T /sys/fs/cgroup)
      echo capabilities=$(sed -n 's/^CapBnd:[[:space:]]*//p' /proc/self/status)
      echo cpus=$(nproc --all)
      echo memory=$(sed -n 's/^MemTotal: *\\([0-9]*\\) kB/\\1/p' /proc/meminfo)
      resolver=/etc/resolv.conf
      if systemctl is-active -q systemd-resolved; then
        # kubeadm tells kubelets of the servers that systemd-resolved itself asks.
        resolver=/run/systemd/resolve/resolv.conf
      fi
      echo loopback=$(grep -c '^nameserver 127\\.' $resolver)""";

  static HostFacts parse(String output) {
    Map<String, String> values = new HashMap<>();
    output
        .lines()
        .filter(line -> line.contains("="))
        .forEach(line -> values.put(line.split("=", 2)[0], line.split("=", 2)[1].strip()));
    try {
      return new HostFacts(
          values.get("cgroup").equals("cgroup2fs") ? 2 : 1,
          (Long.parseUnsignedLong(values.get("capabilities"), 16) >> CAP_SYS_RESOURCE & 1) == 1,
          Integer.parseInt(values.get("cpus")),
          Long.parseLong(values.get("memory")),
          Integer.parseInt(values.get("loopback")) > 0);
    } catch (NullPointerException | NumberFormatException e) {
      throw new IllegalStateException(
          "cannot read the facts of the machine; expected five, got: " + output.strip(), e);
    }
  }
}

package kubetraining.cluster;

import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;

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
    var values = new Properties();
    try {
      values.load(new StringReader(output));
      return new HostFacts(
          values.getProperty("cgroup").equals("cgroup2fs") ? 2 : 1,
          (Long.parseUnsignedLong(values.getProperty("capabilities"), 16) >> CAP_SYS_RESOURCE & 1)
              == 1,
          Integer.parseInt(values.getProperty("cpus")),
          Long.parseLong(values.getProperty("memory")),
          Integer.parseInt(values.getProperty("loopback")) > 0);
    } catch (IOException | NullPointerException | NumberFormatException e) {
      throw new IllegalStateException(
          "cannot read the facts of the machine; expected five, got: " + output.strip(), e);
    }
  }
}

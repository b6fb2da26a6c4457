package kubetraining.probe;

import java.time.Duration;
import kubetraining.remote.RemoteShell;

/** Asks a machine itself what goes on in it, for when the API server does not know or answer. */
public record MachineProbe(RemoteShell shell) {
  private static final String JOURNALS =
      """
      echo '--- kubelet, its last lines'
      sudo -n journalctl --no-pager --unit kubelet --lines 150 --output short-iso 2>&1
      echo '--- containerd, its last lines'
      sudo -n journalctl --no-pager --unit containerd --lines 40 --output short-iso 2>&1
      echo '--- units that failed'
      systemctl --no-pager --failed --plain 2>&1 | head -10
      echo '--- memory, disk and load'
      free --mebi; df --human-readable / | tail -1; cat /proc/loadavg
      """;
  private static final String CPUS =
      """
      echo '--- CPUs that are on'
      cat /sys/devices/system/cpu/online
      echo '--- /var/lib/kubelet/cpu_manager_state'
      sudo -n cat /var/lib/kubelet/cpu_manager_state 2>&1; echo
      echo '--- the CPUs of each cgroup of Kubernetes'
      for top in /sys/fs/cgroup/cpuset/kubepods* /sys/fs/cgroup/kubepods*; do
        find "$top" -maxdepth 5 \\( -name cpuset.cpus -o -name cpuset.cpus.effective \\) 2>/dev/null
      done | head -150 | while read -r file; do echo "$file: $(cat "$file")"; done
      """;

  /** What kubelet and container runtime said last, and what the machine has left. */
  public String journals(Duration limit) {
    return shell.run(JOURNALS, limit).stdout();
  }

  /** Which CPUs are exclusive, by the kubelet, and what the cgroups of all containers say. */
  public String cpus(Duration limit) {
    return shell.run(CPUS, limit).stdout();
  }

  /** The name that it has itself. */
  public String hostname(Duration limit) {
    return shell.mustRun("hostname", limit).stdout().strip();
  }

  /** The address from which it sees us come. */
  public String addressOfCaller(Duration limit) {
    return shell.mustRun("echo $SSH_CONNECTION", limit).stdout().strip().split(" ")[0];
  }
}

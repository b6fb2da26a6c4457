package kubetraining.cluster;

import java.time.Duration;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Lease;
import kubetraining.remote.RemoteShell;

/** Gives a machine that runs another lease, and sees that it has taken it. */
public final class MachineLease {
  private static final String SCRIPT = "/usr/local/sbin/kube-training-lease";

  // In UTC and in C, or the time comes in the words of the machine's settings.
  private static final String LOOK =
      "TZ=UTC LC_ALL=C systemctl show --property ActiveState,UnitFileState,NextElapseUSecRealtime "
          + Lease.TIMER;

  private MachineLease() {}

  /**
   * Sees that the machine has the lease that its user data was to give it, and gives it that
   * otherwise: without one it would run, and cost, for ever.
   */
  public static void ensure(RemoteShell shell, Lease lease, Duration limit) {
    if (!taken(shell.run(LOOK, limit).stdout(), lease)) {
      set(shell, lease, limit);
    }
  }

  private static boolean taken(String seen, Lease lease) {
    return seen.contains("ActiveState=active\n")
        && seen.contains("UnitFileState=enabled\n")
        && seen.contains(lease.calendar() + " UTC\n");
  }

  /**
   * Sets the time at which the machine powers itself off. Safe to repeat.
   *
   * @throws LabUnavailableException if the machine did not take it
   */
  public static void set(RemoteShell shell, Lease lease, Duration limit) {
    shell.write(SCRIPT, lease.script(), "0755");
    shell.mustRun("sudo -n sh " + SCRIPT, limit);
    var seen = shell.mustRun(LOOK, limit).stdout();
    if (!taken(seen, lease)) {
      throw new LabUnavailableException(
          "%s did not accept the lease until %s UTC; its timer is now: %s",
          shell.machine(), lease.calendar(), seen.strip().replace('\n', ' '));
    }
  }
}

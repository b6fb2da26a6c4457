package kubetraining.lab;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import kubetraining.host.Texts;

/**
 * The time after which a machine powers itself off. A timer of systemd sees to that on the machine
 * itself, with an absolute time: it outlives reboots, and needs nobody.
 *
 * @param until that time, in whole seconds
 */
public record Lease(Instant until) {
  /** The unit that knows the time. */
  public static final String TIMER = "kube-training-lease.timer";

  private static final String SERVICE = "kube-training-lease.service";
  private static final String UNITS = "/etc/systemd/system/";
  private static final DateTimeFormatter CALENDAR =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  public Lease {
    until = until.truncatedTo(ChronoUnit.SECONDS);
  }

  /** From now on. */
  public static Lease of(Duration length) {
    return new Lease(Instant.now().plus(length));
  }

  /** The time as systemd writes it, in UTC. */
  public String calendar() {
    return CALENDAR.format(until);
  }

  /** A script that gives a machine this lease, instead of any that it has; to be run by root. */
  public String script() {
    return text("lease.sh").replace("{timer}", text(TIMER)).replace("{service}", text(SERVICE));
  }

  /** The same as files, by their paths, for a machine that had a lease and does not run. */
  public Map<String, String> files() {
    return Map.of(UNITS + TIMER, text(TIMER), UNITS + SERVICE, text(SERVICE));
  }

  private String text(String name) {
    return Texts.file(Lease.class, name)
        .replace("{until}", calendar())
        .replace("{seconds}", Long.toString(until.getEpochSecond()));
  }
}

package kubetraining.wait;

import java.time.Duration;
import kubetraining.host.Texts;

/** What was awaited did not happen within its limit; the message ends with what was seen last. */
public final class WaitTimeoutException extends Unmet {
  private static final long serialVersionUID = 1L;

  WaitTimeoutException(
      Fault fault, String what, Duration limit, int polls, String seen, Throwable cause) {
    super(
        fault,
        Texts.of("%s within %s", what, seconds(limit)),
        seen,
        Texts.of(
            "expected %s within %s (looked %d times); last seen: %s",
            what, seconds(limit), polls, seen),
        cause);
  }

  static String seconds(Duration limit) {
    return limit.toMillis() % 1000 == 0
        ? limit.toSeconds() + " s"
        : Texts.of("%.1f s", limit.toMillis() / 1000.0);
  }
}

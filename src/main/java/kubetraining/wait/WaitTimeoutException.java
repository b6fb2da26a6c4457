package kubetraining.wait;

import java.time.Duration;
import kubetraining.host.Texts;

/** What was awaited did not happen within its limit; the message ends with what was seen last. */
public final class WaitTimeoutException extends RuntimeException implements Unmet {
  private static final long serialVersionUID = 1L;
  private final Expectation unmet;

  WaitTimeoutException(Fault fault, String what, Duration limit, Seen seen, Throwable cause) {
    super(
        Texts.of(
            "%s: not within %s (looked %d times); last seen: %s",
            what, seconds(limit), seen.polls(), seen.last()),
        cause);
    this.unmet =
        new Expectation(fault, Texts.of("%s, within %s", what, seconds(limit)), seen.last());
  }

  /** What the looks of the wait came to. */
  record Seen(int polls, String last) {}

  @Override
  public Expectation unmet() {
    return unmet;
  }

  static String seconds(Duration limit) {
    return limit.toMillis() % 1000 == 0
        ? limit.toSeconds() + " s"
        : Texts.of("%.1f s", limit.toMillis() / 1000.0);
  }
}

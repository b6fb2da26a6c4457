package kubetraining.wait;

import java.time.Duration;
import java.util.Locale;

/** What was awaited did not happen within its limit; the message ends with what was seen last. */
public final class WaitTimeoutException extends RuntimeException implements Unmet {
  private static final long serialVersionUID = 1L;
  private final Fault fault;
  private final String expected;
  private final String lastSeen;

  WaitTimeoutException(Fault fault, String what, Duration limit, Seen seen, Throwable cause) {
    super(
        "%s: not within %s (looked %d times); last seen: %s"
            .formatted(what, seconds(limit), seen.polls(), seen.last()),
        cause);
    this.fault = fault;
    this.expected = "%s, within %s".formatted(what, seconds(limit));
    this.lastSeen = seen.last();
  }

  /** What the looks of the wait came to. */
  record Seen(int polls, String last) {}

  @Override
  public Fault fault() {
    return fault;
  }

  @Override
  public String expected() {
    return expected;
  }

  @Override
  public String seen() {
    return lastSeen;
  }

  static String seconds(Duration limit) {
    return limit.toMillis() % 1000 == 0
        ? limit.toSeconds() + " s"
        : String.format(Locale.ROOT, "%.1f s", limit.toMillis() / 1000.0);
  }
}

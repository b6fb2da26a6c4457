package kubetraining.wait;

import java.time.Duration;

/** What was awaited did not happen within its limit; the message ends with what was seen last. */
public final class WaitTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WaitTimeoutException(String what, Duration limit, int polls, String lastSeen, Throwable cause) {
    super(
        "%s: not within %d s (looked %d times); last seen: %s"
            .formatted(what, limit.toSeconds(), polls, lastSeen),
        cause);
  }
}

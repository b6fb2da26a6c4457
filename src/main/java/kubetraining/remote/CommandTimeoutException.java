package kubetraining.remote;

import java.time.Duration;

/** A command did not end within its limit; the message holds what it had said so far. */
public final class CommandTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommandTimeoutException(
      String machine, String command, Duration limit, String stdout, String stderr) {
    super(
        "'%s' on %s did not end within %.1f s%s%s"
            .formatted(
                Excerpt.command(command),
                machine,
                limit.toMillis() / 1000.0,
                Excerpt.tail("stdout so far", stdout),
                Excerpt.tail("stderr so far", stderr)));
  }
}

package kubetraining.remote;

import java.time.Duration;
import kubetraining.wait.Expectation;
import kubetraining.wait.Fault;
import kubetraining.wait.Unmet;

/** A command did not end within its limit; the message holds what it had said so far. */
public final class CommandTimeoutException extends RuntimeException implements Unmet {
  private static final long serialVersionUID = 1L;
  private final Expectation unmet;

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
    this.unmet =
        new Expectation(
            Fault.TOO_LATE,
            "'%s' on %s to end within %.1f s"
                .formatted(Excerpt.command(command), machine, limit.toMillis() / 1000.0),
            "it still runs%s%s"
                .formatted(
                    Excerpt.tail("stdout so far", stdout), Excerpt.tail("stderr so far", stderr)));
  }

  @Override
  public Expectation unmet() {
    return unmet;
  }
}

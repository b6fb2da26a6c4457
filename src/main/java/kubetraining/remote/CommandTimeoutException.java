package kubetraining.remote;

import java.time.Duration;
import kubetraining.host.Texts;
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
        Texts.of(
            "'%s' on %s did not end within %.1f s%s%s",
            Excerpt.command(command),
            machine,
            limit.toMillis() / 1000.0,
            Excerpt.tail("stdout so far", stdout),
            Excerpt.tail("stderr so far", stderr)));
    this.unmet =
        new Expectation(
            Fault.TOO_LATE,
            Texts.of(
                "'%s' on %s to end within %.1f s",
                Excerpt.command(command), machine, limit.toMillis() / 1000.0),
            Texts.of(
                "it still runs%s%s",
                Excerpt.tail("stdout so far", stdout), Excerpt.tail("stderr so far", stderr)));
  }

  private CommandTimeoutException(CommandTimeoutException cause) {
    super(cause.getMessage(), cause);
    this.unmet = new Expectation(Fault.SUITE, cause.expected(), cause.seen());
  }

  /** The same of a command that somebody else than the trainee typed. */
  CommandTimeoutException asSuiteFault() {
    return new CommandTimeoutException(this);
  }

  @Override
  public Expectation unmet() {
    return unmet;
  }
}

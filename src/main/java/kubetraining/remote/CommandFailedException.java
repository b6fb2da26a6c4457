package kubetraining.remote;

import kubetraining.host.Texts;
import kubetraining.wait.Expectation;
import kubetraining.wait.Fault;
import kubetraining.wait.Unmet;

/**
 * A command that had to succeed did not; the message holds the ends of both streams. The fault is
 * of whoever typed it.
 */
public final class CommandFailedException extends RuntimeException implements Unmet {
  private static final long serialVersionUID = 1L;
  private final Expectation unmet;

  CommandFailedException(CommandResult result, Fault fault) {
    super(
        Texts.of(
            "'%s' exited %d on %s%s%s",
            Excerpt.command(result.command()),
            result.exitCode(),
            result.machine(),
            Excerpt.tail("stdout", result.stdout()),
            Excerpt.tail("stderr", result.stderr())));
    this.unmet =
        new Expectation(
            fault,
            Texts.of("'%s' to succeed on %s", Excerpt.command(result.command()), result.machine()),
            Texts.of(
                "exit code %d%s%s",
                result.exitCode(),
                Excerpt.tail("stdout", result.stdout()),
                Excerpt.tail("stderr", result.stderr())));
  }

  @Override
  public Expectation unmet() {
    return unmet;
  }
}

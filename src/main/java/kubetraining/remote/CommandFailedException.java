package kubetraining.remote;

import kubetraining.host.Texts;
import kubetraining.wait.Fault;
import kubetraining.wait.Unmet;

/**
 * A command that had to succeed did not; the message holds the ends of both streams. The fault is
 * of the one who typed it.
 */
public final class CommandFailedException extends Unmet {
  private static final long serialVersionUID = 1L;

  CommandFailedException(CommandResult result, Fault fault) {
    this(result, fault, Excerpt.command(result.command()));
  }

  private CommandFailedException(CommandResult result, Fault fault, String command) {
    super(
        fault,
        Texts.of("'%s' to succeed on %s", command, result.machine()),
        Texts.of("exit code %d%s", result.exitCode(), said(result)),
        Texts.of(
            "'%s' exited %d on %s%s", command, result.exitCode(), result.machine(), said(result)),
        null);
  }

  private static String said(CommandResult result) {
    return Excerpt.tail("stdout", result.stdout()) + Excerpt.tail("stderr", result.stderr());
  }
}

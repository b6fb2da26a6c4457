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
    super(
        fault,
        filled("'%1$s' to succeed on %2$s", result),
        filled("exit code %3$d%4$s", result),
        filled("'%1$s' exited %3$d on %2$s%4$s", result),
        null);
  }

  private static String filled(String pattern, CommandResult result) {
    String command = Excerpt.command(result.command());
    var said = Excerpt.tail("stdout", result.stdout()) + Excerpt.tail("stderr", result.stderr());
    return Texts.of(pattern, command, result.machine(), result.exitCode(), said);
  }
}

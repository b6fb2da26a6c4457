package kubetraining.remote;

/** A command that had to succeed did not; the message holds the ends of both streams. */
public final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int TAIL = 1500;

  CommandFailedException(CommandResult result) {
    super(
        "'%s' exited %d on %s%s%s"
            .formatted(
                shortened(result.command()),
                result.exitCode(),
                result.machine(),
                tail("stdout", result.stdout()),
                tail("stderr", result.stderr())));
  }

  private static String shortened(String command) {
    var oneLine = command.strip();
    return oneLine.length() <= 300 ? oneLine : oneLine.substring(0, 300) + " ...";
  }

  private static String tail(String stream, String text) {
    var stripped = text.strip();
    if (stripped.isEmpty()) {
      return "";
    }
    var end =
        stripped.length() <= TAIL ? stripped : "..." + stripped.substring(stripped.length() - TAIL);
    return "%n%s: %s".formatted(stream, end);
  }
}

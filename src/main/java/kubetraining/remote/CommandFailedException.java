package kubetraining.remote;

/** A command that had to succeed did not; the message holds the ends of both streams. */
public final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommandFailedException(CommandResult result) {
    super(
        "'%s' exited %d on %s%s%s"
            .formatted(
                Excerpt.command(result.command()),
                result.exitCode(),
                result.machine(),
                Excerpt.tail("stdout", result.stdout()),
                Excerpt.tail("stderr", result.stderr())));
  }
}

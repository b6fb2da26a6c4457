package kubetraining.run;

/** The run ended and cannot count, whatever its scenarios say. It comes without a trace. */
public final class RunFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunFailedException(String message) {
    super(message, null, false, false);
  }
}

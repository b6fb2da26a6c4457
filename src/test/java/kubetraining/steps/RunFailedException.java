package kubetraining.steps;

/** The run ended and cannot count, whatever its scenarios say. It comes without a trace. */
final class RunFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunFailedException(String message) {
    super(message, null, false, false);
  }
}

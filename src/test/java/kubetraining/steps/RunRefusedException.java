package kubetraining.steps;

/** The run was not started. The message is all there is to say, so it comes without a trace. */
final class RunRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunRefusedException(String message) {
    super(message, null, false, false);
  }
}

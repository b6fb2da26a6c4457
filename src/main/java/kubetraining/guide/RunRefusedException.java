package kubetraining.guide;

/** The run was not started. The message is all there is to say, so it comes without a trace. */
public final class RunRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Not started, and what to type instead. */
  public RunRefusedException(String message) {
    super(message, null, false, false);
  }
}

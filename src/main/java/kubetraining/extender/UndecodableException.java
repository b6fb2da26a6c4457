package kubetraining.extender;

/** The body of a request is not what a scheduler sends. */
final class UndecodableException extends Exception {
  private static final long serialVersionUID = 1L;

  UndecodableException(String message) {
    super(message);
  }
}

package kubetraining.guide;

/** The guide, or what is said about it, cannot be read; the message says where and why. */
public final class GuideException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GuideException(String message) {
    super(message);
  }
}

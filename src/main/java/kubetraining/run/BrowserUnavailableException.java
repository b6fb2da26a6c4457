package kubetraining.run;

/** There is no browser on this computer, and none could be had; the message names the cure. */
public final class BrowserUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrowserUnavailableException(String message) {
    super(message);
  }
}

package kubetraining.lab;

/** No lab can be had here; the message says what was looked for, what was found, what to do. */
public class LabUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LabUnavailableException(String message) {
    super(message);
  }

  public LabUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}

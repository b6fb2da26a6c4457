package kubetraining.lab;

/** A lab exists, and something of it is missing; the message says what. Nothing was removed. */
public final class LabNotWholeException extends LabUnavailableException {
  private static final long serialVersionUID = 1L;

  public LabNotWholeException(String message) {
    super(message);
  }
}

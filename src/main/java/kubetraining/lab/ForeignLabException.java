package kubetraining.lab;

/** A lab of that name exists and belongs to somebody else. Nothing of it may be touched. */
public final class ForeignLabException extends LabUnavailableException {
  private static final long serialVersionUID = 1L;

  public ForeignLabException(String message) {
    super(message);
  }
}

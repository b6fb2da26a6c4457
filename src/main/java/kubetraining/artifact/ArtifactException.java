package kubetraining.artifact;

/** An artifact could not be had; the message says which, from where, and what to do. */
public class ArtifactException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ArtifactException(String message) {
    super(message);
  }

  public ArtifactException(String message, Throwable cause) {
    super(message, cause);
  }
}

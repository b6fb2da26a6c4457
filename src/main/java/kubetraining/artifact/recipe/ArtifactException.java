package kubetraining.artifact.recipe;

import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;

/** An artifact could not be had; the message says which, from where, and what to do. */
public class ArtifactException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ArtifactException(String message) {
    super(message);
  }

  /** With a message whose values are filled in as {@link Texts#of} does. */
  public ArtifactException(String pattern, @Nullable Object... values) {
    this(null, pattern, values);
  }

  public ArtifactException(@Nullable Throwable cause, String pattern, @Nullable Object... values) {
    super(Texts.of(pattern, values), cause);
  }
}

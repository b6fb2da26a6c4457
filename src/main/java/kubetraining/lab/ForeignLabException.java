package kubetraining.lab;

import org.jspecify.annotations.Nullable;

/** A lab of that name exists and belongs to somebody else. Nothing of it may be touched. */
public final class ForeignLabException extends LabUnavailableException {
  private static final long serialVersionUID = 1L;

  /** With a message whose values are filled in as {@link Texts#of} does. */
  public ForeignLabException(String pattern, @Nullable Object... values) {
    super(pattern, values);
  }
}

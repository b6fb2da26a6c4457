package kubetraining.lab;

import org.jspecify.annotations.Nullable;

/** A lab exists, and something of it is missing; the message says what. Nothing was removed. */
public final class LabNotWholeException extends LabUnavailableException {
  private static final long serialVersionUID = 1L;

  /** With a message whose values are filled in as {@link Texts#of} does. */
  public LabNotWholeException(String pattern, @Nullable Object... values) {
    super(pattern, values);
  }
}

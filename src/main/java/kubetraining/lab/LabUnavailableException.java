package kubetraining.lab;

import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;

/** No lab can be had here; the message says what was looked for, what was found, what to do. */
public class LabUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LabUnavailableException(String message) {
    super(message);
  }

  /** With a message whose values are filled in as {@link Texts#of} does. */
  public LabUnavailableException(String pattern, @Nullable Object... values) {
    this(null, pattern, values);
  }

  public LabUnavailableException(
      @Nullable Throwable cause, String pattern, @Nullable Object... values) {
    super(Texts.of(pattern, values), cause);
  }
}

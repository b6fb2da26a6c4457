package kubetraining.guide;

import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;

/** The run was not started. The message is all there is to say, so it comes without a trace. */
public final class RunRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Not started, and what to type instead. */
  public RunRefusedException(String message) {
    super(message, null, false, false);
  }

  /** With a message whose values are filled in as {@link Texts#of} does. */
  public RunRefusedException(String pattern, @Nullable Object... values) {
    this(Texts.of(pattern, values));
  }
}

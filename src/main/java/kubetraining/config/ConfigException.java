package kubetraining.config;

import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;

/** A setting is wrong; the message names it, its value and the values that would do. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }

  /** With a message whose values are filled in as {@link Texts#of} does. */
  public ConfigException(String pattern, @Nullable Object... values) {
    super(Texts.of(pattern, values));
  }
}

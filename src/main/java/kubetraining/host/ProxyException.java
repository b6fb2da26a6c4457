package kubetraining.host;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A proxy is set that cannot be used; the message names the variable and the cure. */
public final class ProxyException extends IOException {
  private static final long serialVersionUID = 1L;

  ProxyException(String pattern, @Nullable Object... values) {
    super(Texts.of(pattern, values));
  }

  /** The message alone, which says it all. */
  @Override
  public String toString() {
    return String.valueOf(getMessage());
  }
}

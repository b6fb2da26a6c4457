package kubetraining.host;

import java.io.IOException;

/** A proxy is set that cannot be used; the message names the variable and the cure. */
public final class ProxyException extends IOException {
  private static final long serialVersionUID = 1L;

  ProxyException(String message) {
    super(message);
  }

  /** The message alone, which says it all. */
  @Override
  public String toString() {
    return String.valueOf(getMessage());
  }
}

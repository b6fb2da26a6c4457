package kubetraining.config;

/** A setting is wrong; the message names it, its value and the values that would do. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }
}

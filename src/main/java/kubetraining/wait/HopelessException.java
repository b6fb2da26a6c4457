package kubetraining.wait;

/** What was awaited can no longer come true, so waiting on would only waste time. */
public final class HopelessException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HopelessException(String what, String why) {
    super("%s can no longer happen: %s".formatted(what, why));
  }
}

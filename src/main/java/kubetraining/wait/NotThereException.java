package kubetraining.wait;

/**
 * Somebody looked once for what the reader of the guide should have made. It is not there, and
 * nothing contradicts it: the work is not done yet, rather than wrong.
 */
public final class NotThereException extends RuntimeException implements Unmet {
  private static final long serialVersionUID = 1L;
  private final String what;
  private final String seen;

  /**
   * A look that found nothing.
   *
   * @param what what should have been there
   * @param seen what was there instead
   */
  public NotThereException(String what, String seen) {
    super("%s is not there; seen: %s".formatted(what, seen));
    this.what = what;
    this.seen = seen;
  }

  @Override
  public Fault fault() {
    return Fault.NOT_THERE;
  }

  @Override
  public String expected() {
    return what;
  }

  @Override
  public String seen() {
    return seen;
  }
}

package kubetraining.wait;

/** What was awaited can no longer come true, so waiting on would only waste time. */
public final class HopelessException extends RuntimeException implements Unmet {
  private static final long serialVersionUID = 1L;
  private final Fault fault;
  private final String what;
  private final String why;

  HopelessException(String what, Hopeless reason) {
    super("%s can no longer happen: %s".formatted(what, reason.why()));
    this.fault = reason.fault();
    this.what = what;
    this.why = reason.why();
  }

  @Override
  public Fault fault() {
    return fault;
  }

  @Override
  public String expected() {
    return what;
  }

  @Override
  public String seen() {
    return why;
  }
}

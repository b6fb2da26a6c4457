package kubetraining.wait;

/** What had to stay true for a while did not: a look contradicted it. */
public final class BrokenClaimError extends AssertionError implements Unmet {
  private static final long serialVersionUID = 1L;
  private final Fault fault;
  private final String expected;
  private final String seen;

  BrokenClaimError(Fault fault, String message, String expected, String seen) {
    super(message);
    this.fault = fault;
    this.expected = expected;
    this.seen = seen;
  }

  @Override
  public Fault fault() {
    return fault;
  }

  @Override
  public String expected() {
    return expected;
  }

  @Override
  public String seen() {
    return seen;
  }
}

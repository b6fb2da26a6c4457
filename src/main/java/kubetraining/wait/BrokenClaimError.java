package kubetraining.wait;

/** What had to stay true for a while did not: a look contradicted it. */
public final class BrokenClaimError extends AssertionError implements Unmet {
  private static final long serialVersionUID = 1L;
  private final Expectation unmet;

  BrokenClaimError(String message, Expectation unmet) {
    super(message);
    this.unmet = unmet;
  }

  @Override
  public Expectation unmet() {
    return unmet;
  }
}

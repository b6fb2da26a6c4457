package kubetraining.wait;

import kubetraining.host.Texts;

/**
 * Somebody looked once for what the reader of the guide should have made. It is not there, and
 * nothing contradicts it: the work is not done yet, rather than wrong.
 */
public final class NotThereException extends RuntimeException implements Unmet {
  private static final long serialVersionUID = 1L;
  private final Expectation unmet;

  /**
   * A look that found nothing.
   *
   * @param what what should have been there
   * @param seen what was there instead
   */
  public NotThereException(String what, String seen) {
    super(Texts.of("%s is not there; seen: %s", what, seen));
    this.unmet = new Expectation(Fault.NOT_THERE, what, seen);
  }

  @Override
  public Expectation unmet() {
    return unmet;
  }
}

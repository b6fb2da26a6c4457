package kubetraining.wait;

import kubetraining.host.Texts;

/** What was awaited can no longer come true, so waiting on would only waste time. */
public final class HopelessException extends RuntimeException implements Unmet {
  private static final long serialVersionUID = 1L;
  private final Expectation unmet;

  HopelessException(String what, Hopeless reason) {
    super(Texts.of("%s can no longer happen: %s", what, reason.why()));
    this.unmet = new Expectation(reason.fault(), what, reason.why());
  }

  @Override
  public Expectation unmet() {
    return unmet;
  }
}

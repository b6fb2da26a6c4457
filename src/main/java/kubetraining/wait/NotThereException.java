package kubetraining.wait;

import kubetraining.host.Texts;

/**
 * Somebody looked once for what the reader of the guide should have made. It is not there, and
 * nothing contradicts it: the work is not done yet, rather than wrong.
 */
public final class NotThereException extends Unmet {
  private static final long serialVersionUID = 1L;

  /**
   * @param what what should have been there
   * @param seen what was there instead
   */
  public NotThereException(String what, String seen) {
    super(Fault.NOT_THERE, what, seen, Texts.of("expected %s; seen: %s", what, seen), null);
  }
}

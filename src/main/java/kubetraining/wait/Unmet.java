package kubetraining.wait;

import org.jspecify.annotations.Nullable;

/** Something did not come to what was expected of it; the fault says whose it is. */
public class Unmet extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Fault fault;
  private final String expected;
  private final String seen;

  /**
   * @param expected what should have been seen
   * @param seen what was seen instead, last
   */
  public Unmet(
      Fault fault, String expected, String seen, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.fault = fault;
    this.expected = expected;
    this.seen = seen;
  }

  public final Fault fault() {
    return fault;
  }

  public final String expected() {
    return expected;
  }

  public final String seen() {
    return seen;
  }
}

package kubetraining.judge;

import org.opentest4j.TestAbortedException;

/** A scenario is not begun, because of another one that did not end well. */
public final class BlockedException extends TestAbortedException {
  private static final long serialVersionUID = 1L;
  private final String by;

  /**
   * Not begun.
   *
   * @param by the id of the scenario that is to blame
   */
  public BlockedException(String message, String by) {
    super(message);
    this.by = by;
  }

  String by() {
    return by;
  }
}

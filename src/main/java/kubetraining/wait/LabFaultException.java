package kubetraining.wait;

/** A part of the lab failed, such as a machine, the network or the API server. */
public final class LabFaultException extends RuntimeException implements Unmet {
  private static final long serialVersionUID = 1L;
  private final String expected;
  private final String seen;

  /**
   * A fault of the lab.
   *
   * @param expected what a lab that is well does
   * @param seen what this one did
   */
  public LabFaultException(String expected, String seen) {
    super("%s; seen: %s".formatted(expected, seen));
    this.expected = expected;
    this.seen = seen;
  }

  /** As above, with the failure that showed it. */
  public LabFaultException(String expected, String seen, Throwable cause) {
    super("%s; seen: %s".formatted(expected, seen), cause);
    this.expected = expected;
    this.seen = seen;
  }

  @Override
  public Fault fault() {
    return Fault.LAB;
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

package kubetraining.wait;

import kubetraining.host.Texts;

/** A part of the lab failed, such as a machine, the network or the API server. */
public final class LabFaultException extends RuntimeException implements Unmet {
  private static final long serialVersionUID = 1L;
  private final Expectation unmet;

  /**
   * A fault of the lab.
   *
   * @param expected what a lab that is well does
   * @param seen what this one did
   */
  public LabFaultException(String expected, String seen) {
    super(Texts.of("%s; seen: %s", expected, seen));
    this.unmet = new Expectation(Fault.LAB, expected, seen);
  }

  /** As above, with the failure that showed it. */
  public LabFaultException(String expected, String seen, Throwable cause) {
    super(Texts.of("%s; seen: %s", expected, seen), cause);
    this.unmet = new Expectation(Fault.LAB, expected, seen);
  }

  @Override
  public Expectation unmet() {
    return unmet;
  }
}

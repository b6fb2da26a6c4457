package kubetraining.wait;

import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;

/** A part of the lab failed, such as a machine, the network or the API server. */
public final class LabFaultException extends Unmet {
  private static final long serialVersionUID = 1L;

  /**
   * @param expected what a lab that is well does
   * @param seen what this one did
   */
  public LabFaultException(String expected, String seen) {
    this(expected, seen, null);
  }

  /** As above, with the failure that showed it. */
  public LabFaultException(String expected, String seen, @Nullable Throwable cause) {
    super(Fault.LAB, expected, seen, Texts.of("expected %s; seen: %s", expected, seen), cause);
  }
}

package kubetraining.wait;

/**
 * Why something that is awaited can no longer come true.
 *
 * @param why as the reader is told
 */
public record Hopeless(Fault fault, String why) {
  /** Something contradicts it. */
  public static Hopeless wrong(String why) {
    return new Hopeless(Fault.CONTRADICTED, why);
  }

  /** What it is about does not exist, and nobody is about to make it. */
  public static Hopeless notThere(String why) {
    return new Hopeless(Fault.NOT_THERE, why);
  }

  /** A part of the lab failed: an image cannot be pulled, a machine or a process died. */
  public static Hopeless lab(String why) {
    return new Hopeless(Fault.LAB, why);
  }
}

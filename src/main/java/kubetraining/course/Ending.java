package kubetraining.course;

/**
 * How a scenario ended, and what its reader is told.
 *
 * @param message why, empty if it is done
 * @param expected what should have been seen; empty if the message says all
 * @param seen what was seen last; empty if nothing was
 * @param blockedBy the id of the scenario that blocks it, empty if none does
 */
public record Ending(
    Outcome outcome, String message, String expected, String seen, String blockedBy) {

  /** It was seen to be true. */
  public static Ending done() {
    return new Ending(Outcome.DONE, "", "", "", "");
  }

  /** It ended so, and the message says all. */
  public static Ending of(Outcome outcome, String message) {
    return new Ending(outcome, message, "", "", "");
  }

  /** It was not begun, because of another scenario. */
  public static Ending blocked(String message, String by) {
    return new Ending(Outcome.BLOCKED, message, "", "", by);
  }

  /** The same, which counts as something else. */
  public Ending as(Outcome other) {
    return new Ending(other, message, expected, seen, blockedBy);
  }

  /** The same with another message. */
  public Ending saying(String words) {
    return new Ending(outcome, words, expected, seen, blockedBy);
  }
}

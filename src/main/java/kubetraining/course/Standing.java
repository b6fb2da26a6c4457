package kubetraining.course;

/**
 * How a scenario that was asked for stands, as far as it matters to those that need it.
 *
 * @param allowed whether it was not attempted, and need not be
 * @param blockedBy the id of the scenario that blocks it, empty if none does
 */
public record Standing(Outcome outcome, boolean allowed, String blockedBy) {
  /** Whether it has ended, and not well; one that is yet to come may still do well. */
  boolean inTheWay() {
    return outcome.failed()
        || outcome == Outcome.BLOCKED
        || (outcome == Outcome.NOT_ATTEMPTED && !allowed);
  }
}

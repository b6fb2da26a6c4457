package kubetraining.observe;

import java.time.Instant;

/**
 * What was noted beside a step while a person did it.
 *
 * @param scenario its id
 * @param step its place in the scenario, from 0 on
 * @param at when
 * @param kind what is noted
 * @param text of it
 */
public record Note(String scenario, int step, Instant at, Kind kind, String text) {
  /** What is noted. */
  public enum Kind {
    /** The guide helped on. */
    HINT,
    /** What the person expects; it is kept, and never judged. */
    PREDICTION,
    /** A step was seen not to be true yet, or to be wrong; nobody counts faults of the lab. */
    ATTEMPT,
    /** The person has reached in another way what the printed commands are for. */
    DONE
  }
}

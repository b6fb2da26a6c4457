package kubetraining.wait;

import java.time.Duration;

/**
 * One wait that ended, kept for the report.
 *
 * @param what what was awaited, in the reader's words
 * @param holding whether something had to stay true for the whole of the limit
 * @param limit the longest it was allowed to take
 * @param took how long it took
 * @param polls how many looks there were
 * @param satisfied whether it came true
 * @param firstSeen the first observation, empty if there was none
 * @param lastSeen the last observation, empty if there was none
 */
public record WaitRecord(
    String what,
    boolean holding,
    Duration limit,
    Duration took,
    int polls,
    boolean satisfied,
    String firstSeen,
    String lastSeen) {

  /** Whether it came true, but with less than a fifth of its limit left. */
  public boolean atRisk() {
    return satisfied && !holding && limit.minus(took).multipliedBy(5).compareTo(limit) < 0;
  }
}

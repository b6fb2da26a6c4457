package kubetraining.wait;

import java.time.Duration;

/**
 * One wait that ended, kept for the report.
 *
 * @param what what was awaited, in the reader's words
 * @param limit the longest it was allowed to take
 * @param took how long it took
 * @param polls how often was looked
 * @param satisfied whether it came true
 * @param lastSeen the last observation, empty if there was none
 */
public record WaitRecord(
    String what, Duration limit, Duration took, int polls, boolean satisfied, String lastSeen) {}

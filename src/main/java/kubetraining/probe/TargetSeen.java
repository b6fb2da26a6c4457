package kubetraining.probe;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import kubetraining.host.Texts;

/**
 * One thing that Prometheus asks for its numbers.
 *
 * @param job what kind of thing it is
 * @param url where it is asked
 * @param up whether it answered when it was asked last
 * @param error why it did not, or empty
 * @param interval how often it is asked
 * @param asked when it was asked last, whether it answered or not
 */
public record TargetSeen(
    String job, String url, boolean up, String error, Duration interval, Instant asked) {

  /** The address of the machine or the pod. */
  public String host() {
    return String.valueOf(URI.create(url).getHost());
  }

  /** Whether its last answer is younger than two rounds. */
  public boolean isFresh(Instant now) {
    return up && asked.plus(interval.multipliedBy(2)).isAfter(now);
  }

  @Override
  public String toString() {
    return Texts.of(
        "%s %s %s%s", job, url, up ? "up" : "down", error.isEmpty() ? "" : ": " + error);
  }
}

package kubetraining.probe;

import java.time.Duration;
import kubetraining.host.Texts;

/**
 * One thing that Prometheus asks for its numbers.
 *
 * @param job what kind of thing it is
 * @param url where it is asked
 * @param up whether it answered when it was asked last
 * @param error why it did not, or empty
 * @param interval how often it is asked
 */
public record TargetSeen(String job, String url, boolean up, String error, Duration interval) {

  @Override
  public String toString() {
    return Texts.of(
        "%s %s %s%s", job, url, up ? "up" : "down", error.isEmpty() ? "" : ": " + error);
  }
}

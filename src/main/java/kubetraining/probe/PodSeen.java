package kubetraining.probe;

import java.time.Instant;
import kubetraining.host.Texts;

/**
 * One pod as the API server describes it.
 *
 * @param node where it was placed, empty while it was not
 * @param ready whether its condition Ready is true and all its containers are ready
 * @param waiting why a container of it waits, as {@code reason: message}, or empty
 * @param unplaced why the scheduler could not place it, or empty
 * @param ended why it failed as a whole, as {@code Evicted: message}, or empty
 * @param restarts how often the container that ended most often was started again
 */
public record PodSeen(
    String namespace,
    String name,
    String uid,
    String node,
    String phase,
    boolean ready,
    String address,
    String waiting,
    String unplaced,
    String ended,
    int restarts,
    Instant createdAt) {

  /** The word before the colon: why a container of it waits. */
  String waitingReason() {
    return waiting.split(":", 2)[0];
  }

  /** The word before the colon: why it failed as a whole. */
  String endedReason() {
    return ended.split(":", 2)[0];
  }

  @Override
  public String toString() {
    return Texts.of(
        "%s/%s %s%s%s%s%s%s%s",
        namespace,
        name,
        phase,
        ready ? ", Ready" : "",
        node.isEmpty() ? "" : ", on " + node,
        waiting.isEmpty() ? "" : ", waiting: " + waiting,
        unplaced.isEmpty() ? "" : ", not placed: " + unplaced,
        ended.isEmpty() ? "" : ", ended: " + ended,
        restarts == 0 ? "" : Texts.of(", restarted %d times", restarts));
  }
}

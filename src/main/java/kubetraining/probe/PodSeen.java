package kubetraining.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One pod as the API server describes it.
 *
 * @param node where it was placed, empty while it was not
 * @param ready whether its condition Ready is true and all its containers are ready
 * @param waiting why a container of it waits, as {@code reason: message}, or empty
 * @param unplaced why the scheduler could not place it, or empty
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
    Instant createdAt) {
  private static final Duration GRACE = Duration.ofMinutes(1);
  private static final Set<String> FINAL =
      Set.of("InvalidImageName", "ErrImageNeverPull", "CreateContainerConfigError");
  private static final Set<String> FINAL_AFTER_GRACE =
      Set.of("ErrImagePull", "ImagePullBackOff", "CrashLoopBackOff");

  /** Why this pod will not become Ready, or empty while it still may. */
  public Optional<String> hopeless(Instant now) {
    String reason = waiting.contains(":") ? waiting.substring(0, waiting.indexOf(':')) : waiting;
    boolean graceOver = createdAt.plus(GRACE).isBefore(now);
    if ("Failed".equals(phase)
        || FINAL.contains(reason)
        || (graceOver && FINAL_AFTER_GRACE.contains(reason))) {
      return Optional.of(toString());
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return "%s/%s %s%s%s%s%s"
        .formatted(
            namespace,
            name,
            phase,
            ready ? ", Ready" : "",
            node.isEmpty() ? "" : ", on " + node,
            waiting.isEmpty() ? "" : ", waits: " + waiting,
            unplaced.isEmpty() ? "" : ", not placed: " + unplaced);
  }
}

package kubetraining.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes requests per second out of counters of pods that come and go. Not for several threads. */
final class VisitRate {
  private final Map<String, Long> last = new HashMap<>();
  private @Nullable Instant lastAt;

  /** Visits per second since the last call; 0 at the first one. */
  double next(Instant at, Map<String, Long> visits) {
    long more =
        visits.entrySet().stream()
            // A pod that is new has had all its visits since the last look.
            .mapToLong(each -> each.getValue() - last.getOrDefault(each.getKey(), 0L))
            .filter(difference -> difference > 0)
            .sum();
    double rate =
        lastAt == null ? 0 : 1000.0 * more / Math.max(1, Duration.between(lastAt, at).toMillis());
    last.putAll(visits);
    lastAt = at;
    return rate;
  }
}

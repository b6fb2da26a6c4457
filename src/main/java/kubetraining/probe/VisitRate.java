package kubetraining.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests per second out of counters of pods that come and go. Each pod is asked by itself,
 * so only every third look asks once there were visits; until then every one does, for the moment
 * when they begin. Not for several threads.
 */
final class VisitRate {
  private static final int EVERY = 3;
  private final Map<String, Long> last = new HashMap<>();
  private @Nullable Instant lastAt;
  private boolean begun;
  private int looks;
  private double rate;

  /**
   * Visits per second, as they were when pods were last asked; 0 the first time.
   *
   * @param ask counts the visits of each pod
   */
  double look(Supplier<Map<String, Long>> ask) {
    if (!begun || looks++ % EVERY == 0) {
      var visits = ask.get();
      rate = next(Instant.now(), visits);
      begun |= rate > 0;
    }
    return rate;
  }

  /** Visits per second since the last call; 0 at the first one. */
  double next(Instant at, Map<String, Long> visits) {
    long more =
        visits.entrySet().stream()
            // A pod that is new has had all its visits since the last look.
            .mapToLong(each -> each.getValue() - last.getOrDefault(each.getKey(), 0L))
            .filter(difference -> difference > 0)
            .sum();
    double perSecond =
        lastAt == null ? 0 : 1000.0 * more / Math.max(1, Duration.between(lastAt, at).toMillis());
    last.putAll(visits);
    lastAt = at;
    return perSecond;
  }
}

package kubetraining.probe;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Asks each pod of podinfo how many requests its front page had. It counts them itself, separately
 * from the questions of Kubernetes whether it is well.
 *
 * @param port where each pod reports
 */
public record VisitsProbe(KubernetesClient client, int port) {
  private static final Pattern VISITS =
      Pattern.compile(
          "^http_request_duration_seconds_count\\{[^}]*path=\"root\"[^}]*} ([0-9.e+]+)$",
          Pattern.MULTILINE);

  /** Visits since each pod started, by its name; one that gives no answer is left out. */
  public Map<String, Long> of(List<PodSeen> pods) {
    var visits = new LinkedHashMap<String, Long>();
    pods.forEach(pod -> of(pod).ifPresent(count -> visits.put(pod.name(), count)));
    return visits;
  }

  private Optional<Long> of(PodSeen pod) {
    try {
      String path = "/api/v1/namespaces/%s/pods/%s:%d/proxy/metrics";
      return Optional.ofNullable(client.raw(Texts.of(path, pod.namespace(), pod.name(), port)))
          .map(VisitsProbe::count);
    } catch (KubernetesClientException e) {
      return Optional.empty(); // it has just ended, or is not there for anybody yet
    }
  }

  static long count(String metrics) {
    return VISITS
        .matcher(metrics)
        .results()
        .mapToLong(each -> (long) Double.parseDouble(each.group(1)))
        .sum();
  }

  /**
   * Makes requests per second out of counters of pods that come and go. Each pod is asked by
   * itself, so only every third look asks once there were visits; until then every one does, for
   * the moment when they begin. Not for several threads.
   */
  static final class Rate {
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
}

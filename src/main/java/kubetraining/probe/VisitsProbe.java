package kubetraining.probe;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import kubetraining.host.Texts;

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
}

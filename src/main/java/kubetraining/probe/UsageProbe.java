package kubetraining.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import kubetraining.host.Texts;

/**
 * Asks the metrics API what nodes and pods use. While nobody serves that API, it sees nothing.
 *
 * <p>The client has types for this API, but they read a window of {@code 10.647s} as 647 seconds.
 */
public record UsageProbe(KubernetesClient client) {

  /** Every node that was measured, by name. */
  public List<Usage> nodes() {
    return served("nodes");
  }

  /** Every measured pod of a namespace that carries a label, by name. */
  public List<Usage> pods(String namespace, String label, String value) {
    return served(Texts.of("namespaces/%s/pods?labelSelector=%s%%3D%s", namespace, label, value));
  }

  private List<Usage> served(String path) {
    try {
      var answer = JsonText.at(client, "/apis/metrics.k8s.io/v1beta1/" + path);
      return JsonText.elements(answer.path("items"))
          .map(UsageProbe::seen)
          .sorted(Comparator.comparing(Usage::name))
          .toList();
    } catch (KubernetesClientException e) {
      if (e.getCode() == 503) {
        return List.of();
      }
      throw e;
    }
  }

  /** A pod uses what its containers use together; of a node there is one usage. */
  private static Usage seen(JsonNode measured) {
    var usages = measured.findValues("usage");
    return new Usage(
        measured.at("/metadata/name").asText(),
        usages.stream().mapToLong(each -> Quantities.of("cpu", each.path("cpu"))).sum(),
        usages.stream().mapToLong(each -> Quantities.of("memory", each.path("memory"))).sum(),
        measured.path("timestamp").asText(),
        Quantities.time(measured.path("window").asText()));
  }

  /**
   * What a node or a pod used, by the metrics API.
   *
   * @param milliCpu on average over the window, in thousandths of a CPU
   * @param bytes of memory
   * @param at the end of the window, as the API server writes it
   * @param window over how long was measured
   */
  public record Usage(String name, long milliCpu, long bytes, String at, Duration window) {
    private static final long MEBIBYTE = 1024 * 1024;

    /** When the window began. */
    public Instant from() {
      return Instant.parse(at).minus(window);
    }

    @Override
    public String toString() {
      return Texts.of(
          "%s %dm %dMi in %d s up to %s", name, milliCpu, bytes / MEBIBYTE, window.toSeconds(), at);
    }
  }
}

package kubetraining.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
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
  public List<UsageSeen> nodes() {
    return served("nodes");
  }

  /** Every measured pod of a namespace that carries a label, by name. */
  public List<UsageSeen> pods(String namespace, String label, String value) {
    return served(Texts.of("namespaces/%s/pods?labelSelector=%s%%3D%s", namespace, label, value));
  }

  private List<UsageSeen> served(String path) {
    try {
      var answer = JsonText.at(client, "/apis/metrics.k8s.io/v1beta1/" + path);
      return JsonText.elements(answer.path("items"))
          .map(UsageProbe::seen)
          .sorted(Comparator.comparing(UsageSeen::name))
          .toList();
    } catch (KubernetesClientException e) {
      if (e.getCode() == 503) {
        return List.of();
      }
      throw e;
    }
  }

  /** A pod uses what its containers use together; of a node there is one usage. */
  private static UsageSeen seen(JsonNode measured) {
    var usages = measured.findValues("usage");
    return new UsageSeen(
        measured.at("/metadata/name").asText(),
        usages.stream().mapToLong(each -> Quantities.of("cpu", each.path("cpu"))).sum(),
        usages.stream().mapToLong(each -> Quantities.of("memory", each.path("memory"))).sum(),
        measured.path("timestamp").asText(),
        Quantities.time(measured.path("window").asText()));
  }
}

package kubetraining.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.Objects;
import kubetraining.wait.NotThereException;
import org.jspecify.annotations.Nullable;

/** Looks at autoscalers: at the object itself, as kubectl's columns change from year to year. */
public record HpaProbe(KubernetesClient client) {

  /**
   * One autoscaler.
   *
   * @throws NotThereException if there is none of that name
   */
  public HpaSeen named(String namespace, String name) {
    var all = client.autoscaling().v2().horizontalPodAutoscalers();
    var found = all.inNamespace(namespace).withName(name).get();
    if (found == null) {
      throw new NotThereException("the autoscaler " + name, "no autoscaler of that name");
    }
    return seen(found);
  }

  /** Read as JSON, since of a new one most is missing. */
  static HpaSeen seen(HorizontalPodAutoscaler hpa) {
    JsonNode metadata = JsonText.of(hpa.getMetadata());
    JsonNode spec = JsonText.of(hpa.getSpec());
    JsonNode status = JsonText.of(hpa.getStatus());
    return new HpaSeen(
        metadata.path("name").asText(),
        metadata.path("uid").asText(),
        spec.path("minReplicas").asInt(),
        spec.path("maxReplicas").asInt(),
        status.path("currentReplicas").asInt(),
        status.path("desiredReplicas").asInt(),
        JsonText.elements(spec.path("metrics"))
            .filter(each -> each.has("resource"))
            .map(each -> metric(each.path("resource"), status))
            .toList(),
        JsonText.elements(status.path("conditions")).map(HpaProbe::condition).toList(),
        instant(status.path("lastScaleTime")),
        JsonText.elements(metadata.path("managedFields"))
            .filter(each -> each.path("subresource").asText().equals("status"))
            .map(each -> instant(each.path("time")))
            .findFirst()
            .orElse(null));
  }

  private static HpaSeen.Metric metric(JsonNode source, JsonNode status) {
    String resource = source.path("name").asText();
    JsonNode target = source.path("target");
    // Of a metric that could not be read the status has an entry with nothing in it.
    JsonNode current =
        JsonText.elements(status.path("currentMetrics"))
            .map(each -> each.path("resource"))
            .filter(each -> each.path("name").asText().equals(resource))
            .map(each -> each.path("current"))
            .findFirst()
            .orElse(MissingNode.getInstance());
    boolean percent = target.has("averageUtilization");
    return new HpaSeen.Metric(
        resource,
        percent,
        Objects.requireNonNull(figure(resource, target, percent)),
        figure(resource, current, percent));
  }

  private static @Nullable Long figure(String resource, JsonNode of, boolean percent) {
    JsonNode written = of.path(percent ? "averageUtilization" : "averageValue");
    return written.isMissingNode()
        ? null
        : Long.valueOf(percent ? written.asLong() : Quantities.of(resource, written));
  }

  private static HpaSeen.Condition condition(JsonNode seen) {
    return new HpaSeen.Condition(
        seen.path("type").asText(),
        seen.path("status").asText().equals("True"),
        seen.path("reason").asText(),
        seen.path("message").asText(),
        Instant.parse(seen.path("lastTransitionTime").asText()));
  }

  private static @Nullable Instant instant(JsonNode time) {
    return time.isMissingNode() ? null : Instant.parse(time.asText());
  }
}

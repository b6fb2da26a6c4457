package kubetraining.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import kubetraining.host.Texts;

/** Looks at what the Prometheus Operator makes of an object of kind Prometheus. */
public record OperatorProbe(KubernetesClient client) {

  /**
   * What was seen.
   *
   * @param prometheus the UID of the Prometheus, empty if there is none
   * @param available whether the operator has written that the Prometheus, as it is now, is
   *     available
   * @param statefulSet whether it is there
   * @param owner the UID of what the StatefulSet was made from, empty if that is no Prometheus
   */
  public record Made(String prometheus, boolean available, boolean statefulSet, String owner) {

    /** Whether a StatefulSet is there that was made from something else. */
    public boolean byAnother() {
      return statefulSet && !owner.equals(prometheus);
    }

    /** Whether the operator made it, and says that it is available. */
    public boolean byOperator() {
      return statefulSet && available && !byAnother() && !prometheus.isEmpty();
    }

    @Override
    public String toString() {
      return Texts.of(
          "Prometheus %s, %s; StatefulSet %s",
          prometheus.isEmpty() ? "none" : prometheus,
          available ? "available" : "not reported as available",
          !statefulSet ? "none" : "owned by " + (owner.isEmpty() ? "no Prometheus" : owner));
    }
  }

  /** Looks at both. */
  public Made look(String namespace, String prometheus, String statefulSet) {
    JsonNode wanted = at("monitoring.coreos.com", namespace, "prometheuses/" + prometheus);
    JsonNode set = at("apps", namespace, "statefulsets/" + statefulSet);
    return new Made(
        wanted.at("/metadata/uid").asText(),
        JsonText.elements(wanted.at("/status/conditions"))
            .filter(each -> each.path("type").asText().equals("Available"))
            .filter(each -> each.path("status").asText().equals("True"))
            .anyMatch(
                each -> each.path("observedGeneration").equals(wanted.at("/metadata/generation"))),
        set.isObject(),
        JsonText.elements(set.at("/metadata/ownerReferences"))
            .filter(each -> each.path("controller").asBoolean())
            .filter(each -> each.path("kind").asText().equals("Prometheus"))
            .map(each -> each.path("uid").asText())
            .findFirst()
            .orElse(""));
  }

  private JsonNode at(String group, String namespace, String name) {
    return JsonText.at(client, Texts.of("/apis/%s/v1/namespaces/%s/%s", group, namespace, name));
  }
}

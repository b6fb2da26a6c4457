package kubetraining.probe;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import kubetraining.host.Texts;

/** Looks at what the Prometheus Operator makes of an object of kind Prometheus. */
public final class OperatorProbe {
  private static final ResourceDefinitionContext PROMETHEUS =
      new ResourceDefinitionContext.Builder()
          .withGroup("monitoring.coreos.com")
          .withVersion("v1")
          .withPlural("prometheuses")
          .withKind("Prometheus")
          .withNamespaced(true)
          .build();
  private final KubernetesClient client;

  public OperatorProbe(KubernetesClient client) {
    this.client = client;
  }

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
          available ? "available" : "not said to be available",
          !statefulSet ? "none" : "owned by " + (owner.isEmpty() ? "no Prometheus" : owner));
    }
  }

  /** Looks at both. */
  public Made look(String namespace, String prometheus, String statefulSet) {
    var wanted =
        Optional.ofNullable(
            client
                .genericKubernetesResources(PROMETHEUS)
                .inNamespace(namespace)
                .withName(prometheus)
                .get());
    var set =
        Optional.ofNullable(
            client.apps().statefulSets().inNamespace(namespace).withName(statefulSet).get());
    return new Made(
        wanted.map(each -> each.getMetadata().getUid()).orElse(""),
        wanted.filter(OperatorProbe::isAvailable).isPresent(),
        set.isPresent(),
        set.stream()
            .flatMap(each -> each.getMetadata().getOwnerReferences().stream())
            .filter(each -> Boolean.TRUE.equals(each.getController()))
            .filter(each -> each.getKind().equals(PROMETHEUS.getKind()))
            .map(OwnerReference::getUid)
            .findFirst()
            .orElse(""));
  }

  private static boolean isAvailable(GenericKubernetesResource prometheus) {
    Object conditions = prometheus.get("status", "conditions");
    return conditions instanceof List<?> all
        && all.stream()
            .flatMap(each -> each instanceof Map<?, ?> one ? Stream.of(one) : Stream.empty())
            .anyMatch(
                each ->
                    "Available".equals(each.get("type"))
                        && "True".equals(each.get("status"))
                        && Objects.equals(
                            String.valueOf(each.get("observedGeneration")),
                            String.valueOf(prometheus.getMetadata().getGeneration())));
  }
}

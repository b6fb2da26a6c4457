package kubetraining.probe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at what keeps pods running. */
public record WorkloadProbe(KubernetesClient client) {

  /** All of one namespace, by name. */
  public List<Workload> in(String namespace) {
    return Stream.of(
            seen(namespace, Deployment.class, each -> each.getStatus().getReadyReplicas()),
            seen(namespace, StatefulSet.class, each -> each.getStatus().getReadyReplicas()),
            seen(namespace, DaemonSet.class, each -> each.getStatus().getNumberReady()))
        .flatMap(each -> each)
        .sorted(Comparator.comparing(Workload::name))
        .toList();
  }

  private <T extends HasMetadata> Stream<Workload> seen(
      String namespace, Class<T> kind, Function<T, @Nullable Integer> ready) {
    return client.resources(kind).inNamespace(namespace).list().getItems().stream()
        .map(
            each ->
                new Workload(
                    kind.getSimpleName(),
                    each.getMetadata().getName(),
                    Objects.requireNonNullElse(ready.apply(each), 0)));
  }

  /**
   * A Deployment, DaemonSet or StatefulSet.
   *
   * @param ready how many of its pods are Ready
   */
  public record Workload(String kind, String name, int ready) {}
}

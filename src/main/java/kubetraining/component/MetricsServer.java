package kubetraining.component;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kubetraining.cluster.TrainingCluster;
import kubetraining.host.Texts;

/** metrics-server: what every node and pod uses at the moment, by the metrics API. */
public final class MetricsServer extends ManifestComponent {
  private static final String API = "v1beta1.metrics.k8s.io";

  /**
   * @param manifests the project's folder of manifests
   * @param limit the longest that it may take to work, or to be gone
   */
  public MetricsServer(TrainingCluster cluster, Ledger ledger, Path manifests, Duration limit) {
    super(cluster, ledger, "metrics-server", manifests, "metrics-server", limit);
  }

  /** Returns when there are metrics of every node, too. */
  @Override
  public void awaitReady() {
    if (stays().isEmpty()) {
      super.awaitReady();
    }
    var all = names(client.nodes().list().getItems());
    cluster.waits().upTo(limit).see("metrics of every node", this::measured, all::equals);
  }

  /** On a cluster that existed before, the metrics of somebody else are as good as ours. */
  @Override
  public Optional<String> stays() {
    if (!cluster.existedBefore()) {
      return Optional.empty();
    }
    String words = "the metrics API of this cluster is %s; it is used, and stays";
    return Optional.ofNullable(client.apiServices().withName(API).get())
        .filter(api -> !ledger.isOurs(api))
        .map(api -> Texts.of(words, ForeignObject.of(api).whose()));
  }

  // While the API service has no server behind it, the API server answers 503, or 404 for the type.
  private Set<String> measured() {
    try {
      return names(client.top().nodes().metrics().getItems());
    } catch (KubernetesClientException e) {
      if (e.getCode() == 503 || e.getCode() == 404) {
        return Set.of();
      }
      throw e;
    }
  }

  private static Set<String> names(List<? extends HasMetadata> nodes) {
    return nodes.stream()
        .map(each -> each.getMetadata().getName())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

package kubetraining.component;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kubetraining.cluster.TrainingCluster;
import kubetraining.lab.Machine;

/** metrics-server: what every node and pod uses at the moment, by the metrics API. */
public final class MetricsServer extends ManifestComponent {
  private final TrainingCluster cluster;
  private final Duration limit;

  /**
   * @param manifests the project's folder of manifests
   * @param limit the longest that it may take to work, or to be gone
   */
  public MetricsServer(TrainingCluster cluster, Ledger ledger, Path manifests, Duration limit) {
    super(cluster, ledger, "metrics-server", manifests, "metrics-server", limit);
    this.cluster = cluster;
    this.limit = limit;
  }

  /** Returns when there are metrics of every node, too. */
  @Override
  public void awaitReady() {
    super.awaitReady();
    Set<String> all =
        cluster.machines().stream()
            .map(Machine::name)
            .collect(Collectors.toCollection(TreeSet::new));
    cluster.waits().upTo(limit).see("metrics of every node", this::measured, all::equals);
  }

  // While the API service has no server behind it, the API server answers 503, or 404 for the type.
  private Set<String> measured() {
    try {
      return cluster.admin().top().nodes().metrics().getItems().stream()
          .map(each -> each.getMetadata().getName())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (KubernetesClientException e) {
      if (e.getCode() == 503 || e.getCode() == 404) {
        return Set.of();
      }
      throw e;
    }
  }
}

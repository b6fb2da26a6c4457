package kubetraining.component;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kubetraining.cluster.TrainingCluster;
import kubetraining.lab.Machine;

/** metrics-server: what every node and pod uses at the moment, by the metrics API. */
public final class MetricsServer implements Installable {
  private static final String FOLDER = "metrics-server";
  private final TrainingCluster cluster;
  private final ManifestSet manifests;
  private final Duration limit;

  /**
   * @param ledger knows what has taken a name of it since
   * @param manifests the folder {@code manifests} of the project
   * @param limit the longest that installing, or removing, may take
   */
  public MetricsServer(TrainingCluster cluster, Ledger ledger, Path manifests, Duration limit) {
    this.cluster = cluster;
    this.manifests = ManifestSet.of(cluster, ledger, manifests.resolve(FOLDER));
    this.limit = limit;
  }

  @Override
  public String name() {
    return "metrics-server";
  }

  @Override
  public List<ForeignObject> inTheWay() {
    return manifests.inTheWay();
  }

  @Override
  public boolean isThere() {
    return manifests.isThere();
  }

  @Override
  public String commands() {
    return "kubectl apply --filename " + ManifestComponent.HOME + FOLDER + "/";
  }

  /** Returns when the metrics API knows every node. */
  @Override
  public void awaitReady() {
    manifests.awaitReady(limit);
    Set<String> all =
        cluster.machines().stream()
            .map(Machine::name)
            .collect(Collectors.toCollection(TreeSet::new));
    cluster.waits().upTo(limit).see("figures of every node", this::measured, all::equals);
  }

  @Override
  public void beginRemoval() {
    manifests.beginRemoval();
  }

  @Override
  public void remove() {
    manifests.remove(limit);
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

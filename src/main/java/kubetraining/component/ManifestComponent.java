package kubetraining.component;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import kubetraining.cluster.TrainingCluster;

/** A component that is no more than a folder of manifests. */
public final class ManifestComponent implements Component {
  private final String name;
  private final ManifestSet manifests;
  private final Duration limit;

  /**
   * A component.
   *
   * @param folder where its manifests are
   * @param limit the longest that installing, or removing, may take
   */
  public ManifestComponent(TrainingCluster cluster, String name, Path folder, Duration limit) {
    this.name = name;
    this.manifests = ManifestSet.of(cluster, folder);
    this.limit = limit;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<ForeignObject> inTheWay() {
    return manifests.inTheWay();
  }

  @Override
  public void install() {
    manifests.apply();
    manifests.awaitReady(limit);
  }

  @Override
  public void beginRemoval() {
    manifests.beginRemoval();
  }

  @Override
  public void remove() {
    manifests.remove(limit);
  }
}

package kubetraining.component;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import kubetraining.cluster.TrainingCluster;

/** A component that is no more than a folder of manifests. */
public final class ManifestComponent implements Installable {
  /** Where the guide has the manifests on node1. */
  static final String HOME = "~/training/";

  private final String name;
  private final String folder;
  private final ManifestSet manifests;
  private final Duration limit;

  /**
   * A component.
   *
   * @param ledger knows what has taken a name of it since
   * @param manifests the folder {@code manifests} of the project
   * @param folder the one in it, as in {@code 02-dashboard/headlamp}
   * @param limit the longest that installing, or removing, may take
   */
  public ManifestComponent(
      TrainingCluster cluster,
      Ledger ledger,
      String name,
      Path manifests,
      String folder,
      Duration limit) {
    this.name = name;
    this.folder = HOME + folder + "/";
    this.manifests = ManifestSet.of(cluster, ledger, manifests.resolve(folder));
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
  public boolean isThere() {
    return manifests.isThere();
  }

  @Override
  public String commands() {
    return "kubectl apply --filename " + folder;
  }

  @Override
  public void awaitReady() {
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

package kubetraining.component;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import kubetraining.cluster.TrainingCluster;

/** The scheduler that asks for the coldest node, with its extender beside it in one pod. */
public final class HeatScheduler implements Installable {
  public static final String NAME = "heat-scheduler";
  private static final String NAMESPACE = "kube-system";
  private static final String FILE = "04-scheduler/heat-scheduler.yaml";
  private static final String EXTENDER = "extender";
  private final TrainingCluster cluster;
  private final ManifestSet manifests;
  private final Duration limit;

  /**
   * @param ledger knows what has taken a name of it since
   * @param manifests the folder {@code manifests} of the project
   * @param limit the longest that installing, or removing, may take
   */
  public HeatScheduler(TrainingCluster cluster, Ledger ledger, Path manifests, Duration limit) {
    this.cluster = cluster;
    this.manifests = ManifestSet.ofFile(cluster, ledger, manifests.resolve(FILE));
    this.limit = limit;
  }

  @Override
  public String name() {
    return NAME;
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
    return "kubectl create -f " + ManifestComponent.HOME + FILE;
  }

  /** Waits until scheduler and extender both answer, whoever installed them. */
  @Override
  public void awaitReady() {
    manifests.awaitReady(limit);
  }

  @Override
  public void remove() {
    manifests.remove(limit);
  }

  /** Gives it a new pod if somebody has changed the one it has, or broken it. */
  public void mend() {
    var deployment =
        cluster.admin().apps().deployments().inNamespace(NAMESPACE).withName(NAME).get();
    if (deployment == null) {
      return;
    }
    broken(deployment, pods())
        .forEach(pod -> cluster.admin().resource(pod).withGracePeriod(0).delete());
    awaitReady();
  }

  /** The pods whose extender does not answer, or is not the one that the Deployment wants. */
  static List<Pod> broken(Deployment deployment, List<Pod> pods) {
    String wanted = imageOfExtender(deployment.getSpec().getTemplate().getSpec());
    return pods.stream()
        .filter(pod -> !extenderAnswers(pod) || !imageOfExtender(pod.getSpec()).equals(wanted))
        .toList();
  }

  private List<Pod> pods() {
    return cluster
        .admin()
        .pods()
        .inNamespace(NAMESPACE)
        .withLabel("app", NAME)
        .withLabel(OurLabel.KEY, OurLabel.VALUE)
        .list()
        .getItems();
  }

  private static boolean extenderAnswers(Pod pod) {
    return Optional.ofNullable(pod.getStatus()).stream()
        .flatMap(status -> status.getContainerStatuses().stream())
        .filter(container -> container.getName().equals(EXTENDER))
        .anyMatch(ContainerStatus::getReady);
  }

  private static String imageOfExtender(PodSpec pod) {
    return pod.getContainers().stream()
        .filter(container -> container.getName().equals(EXTENDER))
        .map(Container::getImage)
        .findFirst()
        .orElse("");
  }
}

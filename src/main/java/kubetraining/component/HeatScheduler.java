package kubetraining.component;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kubetraining.cluster.TrainingCluster;

/** The scheduler that asks for the coldest node, with its extender beside it in one pod. */
public final class HeatScheduler extends ManifestComponent {
  public static final String NAME = "heat-scheduler";
  private static final String NAMESPACE = "kube-system";
  private static final String FILE = "04-scheduler/heat-scheduler.yaml";

  /**
   * @param manifests the project's folder of manifests
   * @param limit the longest that it may take to work, or to be gone
   */
  public HeatScheduler(TrainingCluster cluster, Ledger ledger, Path manifests, Duration limit) {
    super(cluster, ledger, NAME, manifests, FILE, limit);
  }

  @Override
  public String commands() {
    return "kubectl create -f " + HOME + FILE;
  }

  @Override
  public void beginRemoval() {
    // What it placed goes first.
  }

  /**
   * Gives it a new pod if somebody has changed the one it has, or broken it. If the Deployment
   * itself was changed, all of it is removed, and made again when it is needed.
   */
  public void mend() {
    if (cluster.isWatchedOnly()) {
      return;
    }
    var deployment = client.apps().deployments().inNamespace(NAMESPACE).withName(NAME).get();
    if (deployment == null) {
      return;
    }
    var wanted = images(objects(Deployment.class).findFirst().orElseThrow());
    if (!images(deployment).equals(wanted)) {
      remove();
      return;
    }
    broken(wanted, pods()).forEach(pod -> client.resource(pod).withGracePeriod(0).delete());
    awaitReady();
  }

  /** The pods of which a container does not answer, or is not the one that is wanted. */
  static List<Pod> broken(Map<String, String> wanted, List<Pod> pods) {
    return pods.stream()
        .filter(pod -> !allAnswer(pod) || !images(pod.getSpec()).equals(wanted))
        .toList();
  }

  private List<Pod> pods() {
    var named = client.pods().inNamespace(NAMESPACE).withLabel("app", NAME);
    return named.withLabel(OurLabel.KEY, OurLabel.VALUE).list().getItems();
  }

  private static boolean allAnswer(Pod pod) {
    var containers = pod.getStatus().getContainerStatuses();
    return !containers.isEmpty() && containers.stream().allMatch(ContainerStatus::getReady);
  }

  private static Map<String, String> images(Deployment deployment) {
    return images(deployment.getSpec().getTemplate().getSpec());
  }

  /** By the names of the containers. */
  private static Map<String, String> images(PodSpec pod) {
    return pod.getContainers().stream()
        .collect(Collectors.toMap(Container::getName, Container::getImage));
  }
}

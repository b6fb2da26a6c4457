package kubetraining.component;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kubetraining.cluster.TrainingCluster;

/** What the commands of section 4 make beside the scheduler itself, and its removal. */
public final class SchedulingTraces implements Component {
  private static final String NAMESPACE = "default";
  private static final String BINDING = "serviceaccounts-cluster-admin";
  private static final List<String> NAMES = List.of("guest");
  private final TrainingCluster cluster;
  private final Duration limit;

  /**
   * @param limit the longest that removing may take
   */
  public SchedulingTraces(TrainingCluster cluster, Duration limit) {
    this.cluster = cluster;
    this.limit = limit;
  }

  @Override
  public String name() {
    return "what the commands of section 4 leave";
  }

  /** The commands of the guide make everything; nothing is there from the start. */
  @Override
  public void install() {}

  @Override
  public void remove() {
    KubernetesClient client = cluster.client();
    client.rbac().clusterRoleBindings().withName(BINDING).delete();
    pods().forEach(pod -> client.resource(pod).withGracePeriod(0).delete());
    new NodeTemperatures(client).clear();
    cluster.shell("node1").mustRun("rm -f ~/podpi.yaml", limit);
    cluster
        .waits()
        .upTo(limit)
        .see(
            "the pods of section 4 to be gone",
            () -> pods().map(pod -> pod.getMetadata().getName()).toList(),
            List::isEmpty);
  }

  private Stream<Pod> pods() {
    return cluster.client().pods().inNamespace(NAMESPACE).list().getItems().stream()
        .filter(SchedulingTraces::isOurs);
  }

  private static boolean isOurs(Pod pod) {
    Map<String, String> labels = pod.getMetadata().getLabels();
    return HeatScheduler.NAME.equals(pod.getSpec().getSchedulerName())
        || NAMES.contains(pod.getMetadata().getName())
        || (labels != null && labels.containsKey(Scout.LABEL));
  }
}

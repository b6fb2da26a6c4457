package kubetraining.probe;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An open watch on the pods of Spark in one namespace. Executors are deleted when a job ends, so it
 * has to be open before the job is submitted.
 */
public final class SparkWatch implements AutoCloseable {
  private final SparkTimeline timeline;
  private final SharedIndexInformer<Pod> informer;

  private SparkWatch(SparkTimeline timeline, SharedIndexInformer<Pod> informer) {
    this.timeline = timeline;
    this.informer = informer;
  }

  /**
   * Opens it; when this returns, no change will be missed. Jobs that were there before are somebody
   * else's, and not seen.
   */
  public static SparkWatch open(KubernetesClient client, String namespace) {
    var pods = client.pods().inNamespace(namespace).withLabel("spark-role");
    var timeline =
        new SparkTimeline(
            pods.list().getItems().stream()
                .map(pod -> pod.getMetadata().getUid())
                .collect(Collectors.toSet()));
    return new SparkWatch(timeline, pods.inform(timeline));
  }

  /** What was seen so far of the job of this driver. */
  public SparkSeen seen(String driver) {
    return timeline.seen(driver);
  }

  /** When each pod that was seen so far was in which phase. */
  public List<PodPhases> phases() {
    return timeline.phases();
  }

  @Override
  public void close() {
    informer.close();
  }
}

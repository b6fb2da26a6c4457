package kubetraining.component;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * A pod that is sent to find out what a scheduler knows, and never runs.
 *
 * <p>It wants no CPU and tolerates every taint, so that every node is possible; and it wants
 * Windows, which no scheduler minds, but for which every kubelet here refuses it at once. Every Pod
 * Security Standard accepts it.
 */
public record Scout(KubernetesClient client, Pod pod) implements AutoCloseable {
  private static final String NAMESPACE = "default";
  static final String LABEL = "kube-training/scout";

  /** Sends one to this scheduler; to be closed when it has been heard of. */
  public static Scout sentTo(KubernetesClient client, String scheduler) {
    return new Scout(client, client.resource(wanted(scheduler)).inNamespace(NAMESPACE).create());
  }

  public String uid() {
    return pod.getMetadata().getUid();
  }

  /** Removes it; its name was never told to anybody. */
  @Override
  public void close() {
    client.resource(pod).withGracePeriod(0).delete();
  }

  private static Pod wanted(String scheduler) {
    return new PodBuilder()
        .withNewMetadata()
        .withGenerateName("scout-")
        .addToLabels(LABEL, "true")
        .addToLabels(OurLabel.KEY, OurLabel.VALUE)
        .endMetadata()
        .withNewSpec()
        .withSchedulerName(scheduler)
        .withNewOs("windows")
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .endSecurityContext()
        .withRestartPolicy("Never")
        .withAutomountServiceAccountToken(false)
        .addNewToleration()
        .withOperator("Exists")
        .endToleration()
        .addNewContainer()
        .withName("scout")
        .withImage("registry.k8s.io/pause:3.10")
        .endContainer()
        .endSpec()
        .build();
  }
}

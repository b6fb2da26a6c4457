package kubetraining.component;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import kubetraining.host.Texts;

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
  private static final String POD =
      """
      metadata: {generateName: scout-, labels: {%s: "true", %s: %s}}
      spec:
        schedulerName: %s
        os: {name: windows}
        securityContext: {runAsNonRoot: true}
        restartPolicy: Never
        automountServiceAccountToken: false
        tolerations: [{operator: Exists}]
        containers: [{name: scout, image: "registry.k8s.io/pause:3.10"}]
      """;

  /** Sends one to this scheduler; to be closed when it has been heard of. */
  public static Scout sentTo(KubernetesClient client, String scheduler) {
    String pod = Texts.of(POD, LABEL, OurLabel.KEY, OurLabel.VALUE, scheduler);
    var wanted = client.getKubernetesSerialization().unmarshal(pod, Pod.class);
    return new Scout(client, client.resource(wanted).inNamespace(NAMESPACE).create());
  }

  public String uid() {
    return pod.getMetadata().getUid();
  }

  /** Removes it; its name was never told to anybody. */
  @Override
  public void close() {
    client.resource(pod).withGracePeriod(0).delete();
  }
}

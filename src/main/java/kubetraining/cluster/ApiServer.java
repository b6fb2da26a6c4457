package kubetraining.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Set;

/**
 * Waits for the API server while kubeadm init is still busy: what only needs the API, such as the
 * pod network, need not wait for init's end.
 */
final class ApiServer implements BootstrapPhase {
  // Before init's later steps give admin.conf its rights, only this one has any.
  private static final String KUBECONFIG = "/etc/kubernetes/super-admin.conf";
  private static final Duration POLL = Duration.ofMillis(200);

  @Override
  public String name() {
    return "API server";
  }

  @Override
  public Set<Class<? extends BootstrapPhase>> after() {
    return Set.of(HostPrerequisites.class, ContainerRuntime.class);
  }

  @Override
  public void apply(BootstrapContext context) {
    var shell = context.shell(context.controlPlane());
    var limit = context.limits().kubeadmInit();
    var kubeconfig =
        context
            .waits()
            .upTo(limit)
            .every(POLL)
            .see(
                "kubeadm to write " + KUBECONFIG,
                () -> new Written(shell.run("sudo -n cat " + KUBECONFIG, limit).stdout()),
                Written::whole);
    var client =
        ClusterAccess.client(
            ClusterAccess.at(kubeconfig.text(), context.controlPlane().reachableAddress()));
    context.reached(client);
    context
        .waits()
        .upTo(limit)
        .every(POLL)
        .see("the API server to answer", () -> look(client), "answers"::equals);
  }

  private static String look(KubernetesClient client) {
    try {
      return client.namespaces().withName("kube-system").get() == null
          ? "no namespace kube-system yet"
          : "answers";
    } catch (KubernetesClientException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** A kubeconfig as far as it is written; it holds a key and must not be shown. */
  private record Written(String text) {
    boolean whole() {
      return text.contains("client-key-data:") && text.endsWith("\n");
    }

    @Override
    public String toString() {
      return whole() ? "a kubeconfig" : "nothing yet";
    }
  }
}

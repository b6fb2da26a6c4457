package kubetraining.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.function.Supplier;
import kubetraining.config.Limit;

/**
 * Waits for the API server while kubeadm init is still busy: what only needs the API, such as the
 * pod network, need not wait for init's end.
 */
final class ApiServer {
  // Before init's later steps give admin.conf its permissions, only this one has any.
  private static final String KUBECONFIG = "/etc/kubernetes/super-admin.conf";

  private ApiServer() {}

  static void apply(BootstrapContext context) {
    var limit = Limit.KUBEADM_INIT.duration();
    var kubeconfig =
        context
            .upTo(limit)
            .see(
                "kubeadm to write " + KUBECONFIG,
                () -> new Written(context.node1().run("sudo -n cat " + KUBECONFIG, limit).stdout()),
                Written::whole);
    var address = context.controlPlane().reachableAddress();
    var client = ClusterAccess.client(ClusterAccess.at(kubeconfig.text(), address));
    context.client().set(client);
    var namespace = client.namespaces().withName("kube-system");
    Supplier<String> look =
        () -> namespace.get() == null ? "no namespace kube-system yet" : "answers";
    context.upTo(limit).see("the API server to answer", () -> answer(look), "answers"::equals);
  }

  /** What a look came to, or why the API server did not answer it: it may do so later. */
  static String answer(Supplier<String> look) {
    try {
      return look.get();
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

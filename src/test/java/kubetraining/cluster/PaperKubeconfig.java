package kubetraining.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kubetraining.host.Texts;

/** The kubeconfig that a bootstrap would have left, of a server that a test made. */
public final class PaperKubeconfig {
  private static final String TEXT =
      """
      apiVersion: v1
      kind: Config
      current-context: it
      clusters: [{name: it, cluster: {server: "%s"}}]
      contexts: [{name: it, context: {cluster: it, user: it}}]
      users: [{name: it, user: {token: x}}]
      """;

  private PaperKubeconfig() {}

  /** Writes it where {@link TrainingCluster#connect} looks for it. */
  public static void write(KubernetesClient client, Path folder) throws IOException {
    var text = Texts.of(TEXT, client.getConfiguration().getMasterUrl());
    Files.writeString(ClusterAccess.kubeconfig(folder), text);
    Files.writeString(ClusterAccess.ofObserver(folder), text);
  }
}

package kubetraining.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The kubeconfig that a bootstrap would have left, of a server that a test made. */
public final class PaperKubeconfig {
  private PaperKubeconfig() {}

  /** Writes it where {@link TrainingCluster#connect} looks for it. */
  public static void write(KubernetesClient client, Path folder) throws IOException {
    var server = client.getConfiguration().getMasterUrl();
    var kubeconfig =
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "Config",
            "current-context",
            "it",
            "clusters",
            List.of(Map.of("name", "it", "cluster", Map.of("server", server))),
            "contexts",
            List.of(Map.of("name", "it", "context", Map.of("cluster", "it", "user", "it"))),
            "users",
            List.of(Map.of("name", "it", "user", Map.of("token", "x"))));
    for (Path file : List.of(KubeconfigFile.in(folder), KubeconfigFile.ofObserver(folder))) {
      Files.writeString(file, Serialization.asYaml(kubeconfig));
    }
  }
}

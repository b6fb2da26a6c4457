package kubetraining.cluster;

import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import kubetraining.config.Limit;
import kubetraining.host.FileWork;
import kubetraining.host.Texts;
import kubetraining.host.WholeFile;
import kubetraining.redaction.Redaction;

/**
 * The two kubeconfigs in a lab's folder, readable by its owner only, and the clients made from
 * them: the caller's may do everything, the observer's only looks.
 */
final class ClusterAccess {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration REQUEST = Duration.ofSeconds(20);

  private ClusterAccess() {}

  static Path kubeconfig(Path folder) {
    return folder.resolve("kubeconfig");
  }

  static Path ofObserver(Path folder) {
    return folder.resolve("observer.kubeconfig");
  }

  /** Whether a bootstrap has finished here. */
  static boolean isIn(Path folder) {
    return Files.isReadable(kubeconfig(folder)) && Files.isReadable(ofObserver(folder));
  }

  /**
   * Copies node1's, with the address of node1 that the caller reaches, named by the lab, whose name
   * the folder has.
   */
  static void fetch(BootstrapContext context, Path folder) {
    var limit = Limit.COMMAND.duration();
    var admin = context.node1().mustRun("sudo -n cat /etc/kubernetes/admin.conf", limit).stdout();
    var name = "kube-training-" + folder.toAbsolutePath().getFileName();
    var address = context.controlPlane().reachableAddress();
    write(ofObserver(folder), at(context.observer().get(), address, name));
    write(kubeconfig(folder), at(admin, address, name));
  }

  private static void write(Path file, String text) {
    FileWork.run("could not write " + file, () -> WholeFile.writePrivate(file, text));
  }

  /**
   * The same kubeconfig for a caller who reaches the API server by another address, with one name
   * for its cluster, its user and its context. kubeadm calls them the same everywhere, so that of
   * two clusters in one kubeconfig one would hide the other. Rights hang on the certificate, not on
   * these names.
   */
  static String at(String kubeconfig, String address, String name) {
    var config = Serialization.unmarshal(kubeconfig, Config.class);
    var cluster = config.getClusters().get(0);
    cluster.setName(name);
    cluster.getCluster().setServer(Texts.of("https://%s:6443", address));
    config.getUsers().get(0).setName(name);
    var context = config.getContexts().get(0);
    context.setName(name);
    context.getContext().setCluster(name);
    context.getContext().setUser(name);
    config.setCurrentContext(name);
    return Serialization.asYaml(config);
  }

  /** A client by the kubeconfig in a file. */
  static KubernetesClient client(Path kubeconfig) {
    return client(FileWork.get("could not read " + kubeconfig, () -> Files.readString(kubeconfig)));
  }

  /** A client that never waits long: code that needs patience looks again. */
  static KubernetesClient client(String kubeconfig) {
    var config =
        new ConfigBuilder(io.fabric8.kubernetes.client.Config.fromKubeconfig(kubeconfig))
            .withConnectionTimeout((int) CONNECT.toMillis())
            .withRequestTimeout((int) REQUEST.toMillis())
            .withRequestRetryBackoffLimit(0)
            .build();
    Stream.of(config.getClientKeyData(), config.getClientCertData())
        .filter(Objects::nonNull)
        .forEach(Redaction::secret);
    return ApiClients.direct(config);
  }
}

package kubetraining.cluster;

import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import kubetraining.host.Texts;
import kubetraining.redaction.Redaction;

/** Kubeconfigs and the clients made from them. */
final class ClusterAccess {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration REQUEST = Duration.ofSeconds(20);

  private ClusterAccess() {}

  /** The same kubeconfig for a caller who reaches the API server by another address. */
  static String at(String kubeconfig, String address) {
    var config = Serialization.unmarshal(kubeconfig, Config.class);
    config
        .getClusters()
        .forEach(named -> named.getCluster().setServer(Texts.of("https://%s:6443", address)));
    return Serialization.asYaml(config);
  }

  /**
   * The same kubeconfig with one name for its cluster, its user and its context. kubeadm calls them
   * the same everywhere, so that of two clusters in one kubeconfig one would hide the other. Rights
   * hang on the certificate, not on these names.
   */
  static String named(String kubeconfig, String name) {
    var config = Serialization.unmarshal(kubeconfig, Config.class);
    config.getClusters().get(0).setName(name);
    config.getUsers().get(0).setName(name);
    var context = config.getContexts().get(0);
    context.setName(name);
    context.getContext().setCluster(name);
    context.getContext().setUser(name);
    config.setCurrentContext(name);
    return Serialization.asYaml(config);
  }

  /** A client that never waits long: code that needs patience looks again. */
  static KubernetesClient client(String kubeconfig) {
    keepSecret(kubeconfig);
    var config =
        new ConfigBuilder(io.fabric8.kubernetes.client.Config.fromKubeconfig(kubeconfig))
            .withConnectionTimeout((int) CONNECT.toMillis())
            .withRequestTimeout((int) REQUEST.toMillis())
            .withRequestRetryBackoffLimit(0)
            .build();
    return ApiClients.direct(config);
  }

  private static void keepSecret(String kubeconfig) {
    Optional.ofNullable(Serialization.unmarshal(kubeconfig, Config.class).getUsers()).stream()
        .flatMap(users -> users.stream())
        .flatMap(
            named ->
                Stream.of(
                    named.getUser().getClientKeyData(),
                    named.getUser().getClientCertificateData(),
                    named.getUser().getToken(),
                    named.getUser().getPassword()))
        .flatMap(Stream::ofNullable)
        .forEach(Redaction::secret);
  }
}

package kubetraining.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/** Clients of API servers of labs. */
public final class ApiClients {
  private ApiClients() {}

  /**
   * A client that goes past every proxy. The library takes one from {@code proxy-url} in a
   * kubeconfig, and from variables and settings unless it was given a kubeconfig ({@code
   * Config.configFromSysPropsOrEnvVars}).
   */
  public static KubernetesClient direct(Config config) {
    config.setHttpProxy(null);
    config.setHttpsProxy(null);
    config.setProxyUsername(null);
    config.setProxyPassword(null);
    return new KubernetesClientBuilder().withConfig(config).build();
  }
}

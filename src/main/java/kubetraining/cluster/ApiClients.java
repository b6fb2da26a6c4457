package kubetraining.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.regex.Pattern;

/** Clients of API servers. */
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

  /**
   * A client that goes by the proxy of its configuration, if it has one, and sends nothing that
   * could change anything: only requests for what is there, and questions about the account itself
   * or about objects that are only tried, which the API server answers and forgets.
   */
  public static KubernetesClient looking(Config config) {
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientBuilderConsumer(
            http -> http.addOrReplaceInterceptor("only-looks", new OnlyLooks()))
        .build();
  }

  /** A client that goes by the proxy of its configuration, if it has one, and may change things. */
  public static KubernetesClient acting(Config config) {
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private static final class OnlyLooks implements Interceptor {
    private static final Pattern LOOKS =
        Pattern.compile(
            "GET (?!.*/(exec|attach|portforward)$).*"
                + "|POST .*/apis/auth(entication|orization)\\.k8s\\.io/v1/selfsubject[a-z]*reviews");

    @Override
    public void before(BasicBuilder headers, HttpRequest request, RequestTags tags) {
      String line = request.method() + " " + request.uri().getPath();
      if (!LOOKS.matcher(line).matches() && !isOnlyTried(request)) {
        throw new IllegalStateException(line + " would not be a look");
      }
    }

    /** The API server says whether it would take an object, and does not keep it. */
    private static boolean isOnlyTried(HttpRequest request) {
      return request.method().equals("POST") && "dryRun=All".equals(request.uri().getQuery());
    }
  }
}

package kubetraining.existing;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import kubetraining.cluster.ApiClients;
import kubetraining.config.ConfigException;
import kubetraining.host.Daemons;

/**
 * A cluster that exists already, reached by a kubeconfig that was found to work.
 *
 * @param looking a client that refuses to send anything that could change something
 * @param kubeconfig the file that was read
 * @param context the name of the context that is used
 * @param server the address of the server, as the kubeconfig has it
 * @param caFingerprint of the CA by which the server was trusted: SHA-256 in hexadecimal digits
 * @param version the release that the server says it is, as in {@code v1.36.3}
 * @param account what the server calls the account
 * @param groups those that the server counts the account among
 * @param login how the account logs in, in words
 * @param ahead how many seconds the server's clock is ahead of this computer's, negative if it is
 *     behind; empty if the server does not tell
 */
public record ExistingCluster(
    KubernetesClient looking,
    Path kubeconfig,
    String context,
    String server,
    String caFingerprint,
    String version,
    String account,
    List<String> groups,
    String login,
    Optional<Long> ahead)
    implements AutoCloseable {
  /** The longest that opening takes; the program around it needs a moment, too. */
  private static final Duration LIMIT = Duration.ofSeconds(9);

  private static final int CONNECT_MILLIS = 3_000;
  private static final int REQUEST_MILLIS = 10_000;

  /**
   * Reads a kubeconfig, connects, and asks the server who it is and who we are. It sends no request
   * that changes anything, and ends within ten seconds.
   *
   * @param context if empty, the current one of the file
   * @throws kubetraining.config.ConfigException saying what was tried, on what, what was expected
   *     and seen, and what to do next
   */
  public static ExistingCluster open(Path kubeconfig, Optional<String> context) {
    return open(kubeconfig, context, LIMIT);
  }

  static ExistingCluster open(Path file, Optional<String> context, Duration limit) {
    var kubeconfig = Kubeconfig.read(file, context);
    var tried = new AtomicReference<>("begin");
    var opened = Daemons.begin("existing-cluster", () -> open(kubeconfig, tried::set));
    try {
      return opened.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw kubeconfig.place().wrong("late", tried.get(), limit.toSeconds());
    } catch (ExecutionException e) {
      throw Daemons.unchecked(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while opening " + kubeconfig.place(), e);
    }
  }

  /**
   * The same without a limit.
   *
   * @param tries told what is tried from now on, as in {@code connect}
   */
  private static ExistingCluster open(Kubeconfig kubeconfig, Consumer<String> tries) {
    tries.accept("log in");
    var login = Login.of(kubeconfig);
    String ca = new Greeting(kubeconfig).exchange(login, tries);
    var client = ApiClients.looking(config(kubeconfig, login));
    try {
      return Introduction.of(client, kubeconfig.place(), ca, login, tries);
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }

  // The library's own reader would run the program that gives a login without a limit, and would
  // follow variables.
  private static Config config(Kubeconfig kubeconfig, Login login) {
    var user = kubeconfig.user();
    var as = Optional.of(Kubeconfig.text(user, "as")).filter(name -> !name.isEmpty());
    var config =
        new ConfigBuilder(Config.empty())
            .withAutoConfigure(false)
            .withMasterUrl(kubeconfig.server().toString())
            .withNamespace("default")
            .withCaCertData(kubeconfig.ca().map(Pem::base64).orElse(null))
            .withHttpsProxy(kubeconfig.proxy().map(URI::toString).orElse(null))
            .withImpersonateUsername(as.orElse(null))
            .withImpersonateGroups(
                user.path("as-groups").valueStream().map(JsonNode::asText).toArray(String[]::new))
            .withConnectionTimeout(CONNECT_MILLIS)
            .withRequestTimeout(REQUEST_MILLIS)
            .withRequestRetryBackoffLimit(0)
            .build();
    login
        .certificate()
        .ifPresent(
            own -> {
              config.setClientCertData(own.certificate().base64());
              config.setClientKeyData(own.key().base64());
              config.setClientKeyAlgo(own.algorithm());
            });
    login.token().ifPresent(token -> config.setOauthTokenProvider(token::get));
    return config;
  }

  /**
   * The UID of the namespace kube-system, by which a cluster is known again.
   *
   * @throws ConfigException if the account is not allowed to read it, or there is none
   */
  public String uid() {
    try {
      var system = looking.namespaces().withName("kube-system").get();
      if (system != null) {
        return system.getMetadata().getUid();
      }
    } catch (KubernetesClientException e) {
      // told below: without its name nobody knows what a run has left there
    }
    throw new ConfigException(
        "the account %s cannot read the namespace kube-system of %s, by whose UID the cluster is known"
            + " again; use an account that is allowed to get namespaces",
        account, server);
  }

  /** A client that may change what the account may; the caller closes it. */
  public KubernetesClient acting() {
    return ApiClients.acting(new ConfigBuilder(looking.getConfiguration()).build());
  }

  /** A client that looks by the account of a token; the caller closes it. */
  public KubernetesClient as(String token) {
    var config =
        new ConfigBuilder(looking.getConfiguration())
            .withClientCertData(null)
            .withClientKeyData(null)
            .withImpersonateUsername(null)
            .withImpersonateGroups()
            .build();
    config.setOauthTokenProvider(() -> token);
    return ApiClients.acting(config);
  }

  @Override
  public void close() {
    looking.close();
  }
}

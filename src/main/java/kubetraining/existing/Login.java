package kubetraining.existing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import kubetraining.host.Texts;
import kubetraining.redaction.Redaction;

/**
 * How the account of a kubeconfig shows who it is.
 *
 * @param token gives one that is valid now; it may take seconds
 * @param words how, for a table
 */
record Login(
    Optional<ClientCertificate> certificate, Optional<Supplier<String>> token, String words) {
  private static final Duration EARLIER = Duration.ofMinutes(1);

  /**
   * Reads it, and runs the program that the kubeconfig names for it, if any.
   *
   * @throws kubetraining.config.ConfigException if it cannot work
   */
  static Login of(Kubeconfig kubeconfig) {
    var user = kubeconfig.user();
    Place place = kubeconfig.place();
    if (user.has("auth-provider")) {
      throw place.wrong("old-login", "auth-provider, which kubectl has not had since 1.26");
    }
    if (user.has("username")) {
      throw place.wrong("old-login", "a user name, which Kubernetes has not accepted since 1.19");
    }
    if (user.has("exec")) {
      return byPlugin(new ExecPlugin(kubeconfig));
    }
    var certificate =
        ClientCertificate.of(
            Pem.of(place, user, "client-certificate"), Pem.of(place, user, "client-key"));
    String file = Kubeconfig.text(user, "tokenFile");
    String token = Kubeconfig.text(user, "token");
    if (!file.isEmpty()) {
      // Whoever keeps such a file writes a new token into it from time to time.
      Supplier<String> read =
          () -> secret(new String(Pem.content(place, "tokenFile", file), StandardCharsets.UTF_8));
      read.get();
      return new Login(certificate, Optional.of(read), "a token in a file");
    }
    if (!token.isEmpty()) {
      return new Login(certificate, Optional.of(() -> secret(token)), "a token");
    }
    String words =
        certificate
            .map(each -> Texts.of("a certificate that expires at %s", each.expires()))
            .orElse("nothing, as the kubeconfig has no login");
    return new Login(certificate, Optional.empty(), words);
  }

  private static Login byPlugin(ExecPlugin plugin) {
    var first = plugin.run();
    return new Login(
        ClientCertificate.of(first.certificate(), first.key()),
        first.token().map(token -> new Renewed(plugin, first)),
        Texts.of("the program '%s'", plugin.command()));
  }

  private static String secret(String token) {
    Redaction.secret(token.strip());
    return token.strip();
  }

  /** The token of a program, which is run again before it expires. */
  private static final class Renewed implements Supplier<String> {
    private final ExecPlugin plugin;
    private ExecPlugin.Credential current;

    Renewed(ExecPlugin plugin, ExecPlugin.Credential first) {
      this.plugin = plugin;
      this.current = first;
    }

    @Override
    public synchronized String get() {
      var soon = Instant.now().plus(EARLIER);
      if (current.expires().filter(soon::isAfter).isPresent()) {
        current = plugin.run();
      }
      return current.token().orElseThrow();
    }
  }
}

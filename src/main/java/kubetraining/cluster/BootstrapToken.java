package kubetraining.cluster;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import kubetraining.host.Texts;
import kubetraining.redaction.Redaction;

/**
 * The secret by which machines may join, made anew for each bootstrap and valid for a short time.
 */
final class BootstrapToken {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final Duration VALID = Duration.ofMinutes(30);

  private final String secret;

  private BootstrapToken(String secret) {
    this.secret = secret;
  }

  static BootstrapToken random() {
    var random = new SecureRandom();
    var text = new StringBuilder();
    random.ints(22, 0, LETTERS.length()).forEach(at -> text.append(LETTERS.charAt(at)));
    var token = new BootstrapToken(text.insert(6, '.').toString());
    Redaction.secret(token.secret);
    return token;
  }

  String secret() {
    return secret;
  }

  /** The public part, by which the cluster names the token. */
  String id() {
    return secret.substring(0, 6);
  }

  Map<String, Object> document() {
    var document = new LinkedHashMap<String, Object>();
    document.put("token", secret);
    document.put("ttl", Texts.of("%dm0s", VALID.toMinutes()));
    document.put("description", "machines of the training lab");
    return document;
  }

  /** The token as the cluster keeps it, for a cluster whose init is over. */
  Secret asSecret() {
    return new SecretBuilder()
        .withNewMetadata()
        .withNamespace("kube-system")
        .withName("bootstrap-token-" + id())
        .endMetadata()
        .withType("bootstrap.kubernetes.io/token")
        .addToStringData("token-id", id())
        .addToStringData("token-secret", secret.substring(7))
        .addToStringData("expiration", Instant.now().plus(VALID).truncatedTo(SECONDS).toString())
        .addToStringData("usage-bootstrap-authentication", "true")
        .addToStringData("usage-bootstrap-signing", "true")
        .addToStringData("auth-extra-groups", "system:bootstrappers:kubeadm:default-node-token")
        .build();
  }

  @Override
  public String toString() {
    return "bootstrap token " + id();
  }
}

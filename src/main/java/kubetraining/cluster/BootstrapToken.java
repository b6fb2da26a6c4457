package kubetraining.cluster;

import java.security.SecureRandom;
import kubetraining.redaction.Redaction;

/**
 * The secret by which machines can join, made new for each bootstrap and valid for a short time.
 */
record BootstrapToken(String secret) {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

  static BootstrapToken random() {
    var text = new StringBuilder();
    new SecureRandom().ints(22, 0, LETTERS.length()).forEach(at -> text.append(LETTERS.charAt(at)));
    var token = new BootstrapToken(text.insert(6, '.').toString());
    Redaction.secret(token.secret);
    return token;
  }

  @Override
  public String toString() {
    return "bootstrap token " + secret.substring(0, 6);
  }
}

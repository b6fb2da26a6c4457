package kubetraining.existing;

import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;
import kubetraining.redaction.Redaction;

/**
 * A certificate by which an account logs in, with its private key.
 *
 * @param algorithm of the key, as the client wants to be told
 * @param expires the end of its validity
 */
record ClientCertificate(
    Pem certificate, Pem key, String algorithm, KeyManager manager, Instant expires) {

  /**
   * Reads both and checks that they belong together; empty if there is neither.
   *
   * @throws kubetraining.config.ConfigException if they do not, or are not valid now
   */
  static Optional<ClientCertificate> of(Optional<Pem> certificate, Optional<Pem> key) {
    key.ifPresent(each -> Redaction.secret(each.text()));
    if (certificate.isPresent() != key.isPresent()) {
      var there = certificate.or(() -> key).orElseThrow();
      String missing = key.isPresent() ? "client-certificate" : "client-key";
      throw there.place().wrong("half-pair", missing);
    }
    return certificate.map(each -> of(each, key.orElseThrow()));
  }

  private static ClientCertificate of(Pem certificate, Pem key) {
    X509Certificate first = certificate.certificates().get(0);
    requireValid(certificate, first);
    for (String algorithm : new String[] {"RSA", "EC"}) {
      var manager = manager(certificate, key, algorithm);
      if (manager.isPresent()) {
        if (!match(first, manager.get(), algorithm)) {
          throw key.place().wrong("other-key", certificate.field(), key.field());
        }
        var until = first.getNotAfter().toInstant();
        return new ClientCertificate(certificate, key, algorithm, manager.get(), until);
      }
    }
    throw key.place().wrong("not-key", key.field());
  }

  private static void requireValid(Pem pem, X509Certificate certificate) {
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    String until = certificate.getNotAfter().toInstant().toString();
    String from = certificate.getNotBefore().toInstant().toString();
    if (now.compareTo(until) > 0) {
      throw pem.place().wrong("expired", pem.field(), now, until);
    }
    if (now.compareTo(from) < 0) {
      throw pem.place().wrong("not-yet-valid", pem.field(), now, from);
    }
  }

  // What a parser says of a key that is of another kind could quote it.
  private static Optional<X509KeyManager> manager(Pem certificate, Pem key, String algorithm) {
    try {
      var managers =
          SSLUtils.keyManagers(
              certificate.base64(), null, key.base64(), null, algorithm, "changeit", null, null);
      return Optional.of((X509KeyManager) managers[0]);
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static boolean match(X509Certificate certificate, X509KeyManager keys, String algorithm) {
    try {
      var aliases = keys.getClientAliases(certificate.getPublicKey().getAlgorithm(), null);
      PrivateKey key = keys.getPrivateKey(aliases[0]);
      var signing =
          Signature.getInstance(algorithm.equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
      signing.initSign(key);
      byte[] signature = signing.sign();
      signing.initVerify(certificate.getPublicKey());
      return signing.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}

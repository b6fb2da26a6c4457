package kubetraining.certificate;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import kubetraining.host.Sha256;

/**
 * The half of a key that checks signatures.
 *
 * @param fingerprint as short as a person can compare: {@code SHA256:...}
 */
record PublicKeyFile(PublicKey key, String fingerprint) {
  private static final String HEAD = "-----BEGIN PUBLIC KEY-----\n";
  private static final String FOOT = "\n-----END PUBLIC KEY-----\n";

  /**
   * Takes an Ed25519 key as X.509 has it.
   *
   * @throws CertificateException if it is none
   */
  static PublicKeyFile of(byte[] encoded) {
    try {
      var key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
      var digest = Base64.getEncoder().withoutPadding();
      return new PublicKeyFile(
          key, "SHA256:" + digest.encodeToString(Sha256.digest(key.getEncoded())));
    } catch (GeneralSecurityException e) {
      throw new CertificateException(e, "it holds no Ed25519 key: %s", e.getMessage());
    }
  }

  /**
   * Reads what {@link #pem} writes, and other files of that kind.
   *
   * @throws CertificateException if it holds no such key
   */
  static PublicKeyFile parse(byte[] content) {
    String text = new String(content, StandardCharsets.US_ASCII);
    int start = text.indexOf(HEAD.strip());
    int end = text.indexOf(FOOT.strip());
    if (start < 0 || end < start) {
      throw new CertificateException("it holds no public key in PEM");
    }
    try {
      String body = text.substring(start + HEAD.strip().length(), end);
      return of(Base64.getMimeDecoder().decode(body));
    } catch (IllegalArgumentException e) {
      throw new CertificateException(e, "it holds no Ed25519 key: %s", e.getMessage());
    }
  }

  /** The one way to write it down. */
  byte[] pem() {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return (HEAD + body + FOOT).getBytes(StandardCharsets.US_ASCII);
  }

  boolean signed(byte[] content, byte[] signature) {
    try {
      var check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(content);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      // So a signature of another length is told, too; it is as wrong as any.
      return false;
    }
  }
}

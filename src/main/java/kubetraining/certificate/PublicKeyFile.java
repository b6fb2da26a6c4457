package kubetraining.certificate;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * The half of a key that checks signatures.
 *
 * @param fingerprint as short as a person can compare: {@code SHA256:...}
 */
record PublicKeyFile(PublicKey key, String fingerprint) {
  private static final String HEAD = "-----BEGIN PUBLIC KEY-----\n";
  private static final String FOOT = "\n-----END PUBLIC KEY-----\n";

  static PublicKeyFile of(PublicKey key) {
    String digest =
        Base64.getEncoder().withoutPadding().encodeToString(Sha256.digest(key.getEncoded()));
    return new PublicKeyFile(key, "SHA256:" + digest);
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
      byte[] encoded =
          Base64.getMimeDecoder().decode(text.substring(start + HEAD.strip().length(), end));
      return of(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new CertificateException("it holds no Ed25519 key: " + e.getMessage(), e);
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

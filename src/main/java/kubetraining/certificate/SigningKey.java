package kubetraining.certificate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import kubetraining.host.Texts;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** The key that signs the certificates of one person, on one computer or carried along. */
public final class SigningKey {
  private static final String HEAD = "-----BEGIN PRIVATE KEY-----";
  private static final String FOOT = "-----END PRIVATE KEY-----";
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");
  private final PrivateKey key;
  private final PublicKeyFile publicKey;

  private SigningKey(PrivateKey key, PublicKeyFile publicKey) {
    this.key = key;
    this.publicKey = publicKey;
  }

  /**
   * The key in a file that somebody named: PKCS#8 in PEM, as {@code openssl genpkey -algorithm
   * ed25519} writes it.
   *
   * @throws CertificateException if there is none, or others may read it
   */
  public static SigningKey load(Path file) {
    if (!Files.isReadable(file)) {
      throw new CertificateException(
          "no signing key in %s; 'openssl genpkey -algorithm ed25519 -out %1$s' makes one", file);
    }
    try {
      requirePrivate(file);
      return of(parsed(file));
    } catch (IOException e) {
      throw new CertificateException(e, "cannot read the signing key %s", file);
    }
  }

  /** The key in a file of ours, made when it is first asked for. */
  public static SigningKey loadOrMake(Path file) {
    if (!Files.exists(file)) {
      make(file);
    }
    return load(file);
  }

  /** How others recognise it. */
  public String fingerprint() {
    return publicKey.fingerprint();
  }

  PublicKeyFile publicKey() {
    return publicKey;
  }

  byte[] sign(byte[] content) {
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new CertificateException(e, "the signing key does not sign");
    }
  }

  @Override
  public String toString() {
    return "signing key " + fingerprint();
  }

  private static void requirePrivate(Path file) throws IOException {
    if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
      return;
    }
    if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
      throw new CertificateException(
          "others can read the signing key %s, so nobody could trust it; type 'chmod 600 %1$s'",
          file);
    }
  }

  private static EdECPrivateKey parsed(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.US_ASCII);
    int start = text.indexOf(HEAD);
    int end = text.indexOf(FOOT);
    try {
      if (start >= 0 && end > start) {
        byte[] encoded = Base64.getMimeDecoder().decode(text.substring(start + HEAD.length(), end));
        return (EdECPrivateKey)
            KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // told below; what the file holds must not be part of a message
    }
    throw new CertificateException(
        "%s holds no Ed25519 key as PKCS#8 in PEM; 'openssl genpkey -algorithm ed25519' makes one",
        file);
  }

  // Java derives no public key from a private one.
  private static SigningKey of(EdECPrivateKey key) throws IOException {
    byte[] seed = key.getBytes().orElseThrow();
    var half = new Ed25519PrivateKeyParameters(seed).generatePublicKey();
    byte[] encoded = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(half).getEncoded();
    return new SigningKey(key, PublicKeyFile.of(encoded));
  }

  private static void make(Path file) {
    try {
      var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      var coder = Base64.getMimeEncoder(64, new byte[] {'\n'});
      String body = coder.encodeToString(pair.getPrivate().getEncoded());
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Path draft =
          Files.createTempFile(folder, ".key", null, PosixFilePermissions.asFileAttribute(OWNER));
      try {
        Files.writeString(draft, Texts.of("%s\n%s\n%s\n", HEAD, body, FOOT));
        // A link, not a move: of two runs that begin at once, the first one's key stays.
        Files.createLink(file, draft);
        Files.write(file.resolveSibling(file.getFileName() + ".pub"), load(file).publicKey.pem());
      } catch (FileAlreadyExistsException e) {
        // The other run was first.
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new CertificateException(e, "cannot make the signing key %s", file);
    }
  }
}

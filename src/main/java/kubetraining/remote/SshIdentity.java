package kubetraining.remote;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import kubetraining.host.Texts;
import kubetraining.redaction.Redaction;

/** The SSH key pair of a lab: its private half in a file that {@code ssh -i} accepts as well. */
public final class SshIdentity {
  private static final String TYPE = "ssh-ed25519";
  private static final int KEY_BYTES = 32;

  private final Path privateKey;
  private final String publicLine;

  private SshIdentity(Path privateKey, String publicLine) {
    this.privateKey = privateKey;
    this.publicLine = publicLine;
  }

  /**
   * Makes a new pair; the public line lies beside the private key, with {@code .pub} added.
   *
   * @param comment ends the public line, for instance the name of the lab
   */
  public static SshIdentity create(Path privateKey, String comment) {
    try {
      var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] publicBlob = publicBlob(pair);
      var line = Texts.of("%s %s %s", TYPE, base64(publicBlob), comment.strip().replace(' ', '-'));
      var armoured = armoured(privateBlob(pair, publicBlob, comment));
      Redaction.secret(armoured);
      writeNew(privateKey, armoured, "rw-------");
      writeNew(publicFile(privateKey), line + "\n", "rw-r--r--");
      return new SshIdentity(privateKey, line);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java makes no Ed25519 keys; use Java 17 or newer", e);
    } catch (IOException e) {
      throw new UncheckedIOException("could not write the SSH key " + privateKey, e);
    }
  }

  /** The pair that {@link #create} left in {@code privateKey}. */
  public static SshIdentity load(Path privateKey) {
    if (!Files.isReadable(privateKey)) {
      throw new IllegalArgumentException(
          Texts.of("no SSH key in %s; bring the lab up again, then it is made anew", privateKey));
    }
    try {
      var line = Files.readString(publicFile(privateKey)).strip();
      if (!line.startsWith(TYPE + " ")) {
        throw new IllegalArgumentException(
            Texts.of("%s holds no %s key", publicFile(privateKey), TYPE));
      }
      Redaction.secret(Files.readString(privateKey));
      return new SshIdentity(privateKey, line);
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + publicFile(privateKey), e);
    }
  }

  /** The file with the private key, for {@code ssh -i}. */
  public Path privateKey() {
    return privateKey;
  }

  /** The public key, one line in OpenSSH's format. */
  public String publicLine() {
    return publicLine;
  }

  /** The fingerprint as {@code ssh-keygen -l} shows it. */
  public String fingerprint() {
    try {
      byte[] blob = Base64.getDecoder().decode(publicLine.split(" ")[1]);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java knows no SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "SSH key " + fingerprint();
  }

  private static Path publicFile(Path privateKey) {
    return privateKey.resolveSibling(privateKey.getFileName() + ".pub");
  }

  private static byte[] publicBlob(KeyPair pair) throws IOException {
    byte[] x509 = pair.getPublic().getEncoded();
    var blob = new SshBlob();
    blob.text(TYPE);
    // RFC 8410: the key itself is the end of the encoding, without parameters.
    blob.bytes(Arrays.copyOfRange(x509, x509.length - KEY_BYTES, x509.length));
    return blob.toByteArray();
  }

  private static byte[] privateBlob(KeyPair pair, byte[] publicBlob, String comment)
      throws IOException {
    byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
    byte[] point = Arrays.copyOfRange(publicBlob, publicBlob.length - KEY_BYTES, publicBlob.length);
    var secret = new SshBlob();
    int check = new SecureRandom().nextInt();
    secret.number(check);
    secret.number(check);
    secret.text(TYPE);
    secret.bytes(point);
    secret.bytes(concat(seed, point));
    secret.text(comment);
    secret.padTo(8);

    var blob = new SshBlob();
    blob.raw("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII));
    blob.text("none");
    blob.text("none");
    blob.text("");
    blob.number(1);
    blob.bytes(publicBlob);
    blob.bytes(secret.toByteArray());
    return blob.toByteArray();
  }

  private static String armoured(byte[] blob) {
    var body = Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(blob);
    return "-----BEGIN OPENSSH PRIVATE KEY-----\n" + body + "\n-----END OPENSSH PRIVATE KEY-----\n";
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static void writeNew(Path file, String text, String permissions) throws IOException {
    var folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    // Born with its mode: at no moment may others read the key.
    var draft = Files.createTempFile(folder, ".key", null, mode);
    try {
      Files.writeString(draft, text);
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** SSH's way to string values together: each with its length in front. */
  private static final class SshBlob {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    void number(int value) throws IOException {
      out.writeInt(value);
    }

    void raw(byte[] value) throws IOException {
      out.write(value);
    }

    void bytes(byte[] value) throws IOException {
      out.writeInt(value.length);
      out.write(value);
    }

    void text(String value) throws IOException {
      bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    void padTo(int block) throws IOException {
      for (int next = 1; bytes.size() % block != 0; next++) {
        out.writeByte(next);
      }
    }

    byte[] toByteArray() {
      return bytes.toByteArray();
    }
  }
}

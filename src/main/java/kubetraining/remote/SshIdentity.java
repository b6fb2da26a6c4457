package kubetraining.remote;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import kubetraining.host.FileWork;
import kubetraining.host.Texts;
import kubetraining.host.WholeFile;
import kubetraining.redaction.Redaction;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.util.OpenSSHPrivateKeyUtil;
import org.bouncycastle.crypto.util.OpenSSHPublicKeyUtil;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * The key pair by which a lab's machines let this program in: Ed25519, in the files that {@code
 * ssh} reads, made new for each lab.
 */
public record SshIdentity(Path privateKey, String publicLine) {
  private static final String TYPE = "ssh-ed25519";

  /**
   * Makes a pair and writes it: the private half to {@code privateKey}, for its owner's eyes only,
   * the public half beside it.
   *
   * @param comment says in {@code authorized_keys} whose key it is
   */
  public static SshIdentity create(Path privateKey, String comment) {
    return FileWork.get(
        "could not write the SSH key " + privateKey,
        () -> {
          var pair = Pair.generate();
          Redaction.secret(pair.pem());
          WholeFile.writePrivate(privateKey, pair.pem());
          var line = Texts.of("%s %s %s", TYPE, pair.blob(), comment.strip().replace(' ', '-'));
          WholeFile.write(publicFile(privateKey), (line + "\n").getBytes(StandardCharsets.UTF_8));
          return new SshIdentity(privateKey, line);
        });
  }

  /**
   * The pair in these files.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static SshIdentity load(Path privateKey) {
    if (!Files.isReadable(privateKey)) {
      throw new IllegalArgumentException(
          Texts.of("no SSH key in %s; bring the lab up again to get a new one", privateKey));
    }
    var file = publicFile(privateKey);
    var failure = "could not read " + file;
    var line = FileWork.get(failure, () -> Files.readString(file)).strip();
    if (!line.startsWith(TYPE + " ")) {
      throw new IllegalArgumentException(Texts.of("%s contains no %s key", file, TYPE));
    }
    Redaction.secret(FileWork.get(failure, () -> Files.readString(privateKey)));
    return new SshIdentity(privateKey, line);
  }

  /**
   * A new pair as OpenSSH writes it. Loaded only where one is made: Java checks the signature of
   * the whole library with the first of its classes.
   */
  private record Pair(String pem, String blob) {
    static Pair generate() throws IOException {
      var generator = new Ed25519KeyPairGenerator();
      generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
      var pair = generator.generateKeyPair();
      var text = new StringWriter();
      try (var pem = new PemWriter(text)) {
        pem.writeObject(
            new PemObject(
                "OPENSSH PRIVATE KEY", OpenSSHPrivateKeyUtil.encodePrivateKey(pair.getPrivate())));
      }
      byte[] blob = OpenSSHPublicKeyUtil.encodePublicKey(pair.getPublic());
      return new Pair(text.toString(), Base64.getEncoder().encodeToString(blob));
    }
  }

  private static Path publicFile(Path privateKey) {
    return privateKey.resolveSibling(privateKey.getFileName() + ".pub");
  }
}

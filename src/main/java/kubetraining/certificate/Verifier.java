package kubetraining.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks certificates, without a network and without trust in whoever made them. What it is told to
 * expect it expects of all certificates that it checks from then on.
 */
public final class Verifier {
  private static final int SIGNATURE_LENGTH = 64;
  private final Map<String, String> knownKeys = new LinkedHashMap<>();
  private @Nullable String expectedKey;
  private @Nullable GuideSet ownGuide;
  private boolean onlyKnown;
  private @Nullable String required;
  private @Nullable String challenge;

  private Verifier() {}

  /** One that expects nothing in particular. */
  public static Verifier plain() {
    return new Verifier();
  }

  /**
   * Expects certificates of one key only.
   *
   * @param key a fingerprint, or a file that holds a public key as PEM
   * @throws CertificateException if it is neither
   */
  public Verifier signedBy(String key) {
    expectedKey = fingerprint(key);
    return this;
  }

  /** Says so if it meets this key. */
  public Verifier knowing(Path publicKey, String whose) {
    if (Files.isReadable(publicKey)) {
      knownKeys.put(fingerprint(publicKey.toString()), whose);
    }
    return this;
  }

  /**
   * Says so if it meets a key of this file, which has a fingerprint a line and behind it whose that
   * is.
   *
   * @throws CertificateException if the file cannot be read, or holds something else
   */
  public Verifier trusting(Path file) {
    for (var each : TrustedKeys.read(file).entrySet()) {
      String name = each.getValue().isEmpty() ? "" : " as that of " + each.getValue();
      knownKeys.put(each.getKey(), "trusted by " + file + name);
    }
    return this;
  }

  /** Refuses each key that it was not told of. */
  public Verifier ofKnownKeysOnly() {
    onlyKnown = true;
    return this;
  }

  /** Refuses every other verdict. */
  public Verifier requiring(String verdict) {
    required = verdict;
    return this;
  }

  /** Refuses what was not made for this word. */
  public Verifier answering(String word) {
    challenge = word.strip();
    return this;
  }

  /** Compares with the reader's own feature files. */
  public Verifier against(Path features) {
    ownGuide = GuideSet.of(GuideSet.load(features));
    return this;
  }

  private static String fingerprint(String key) {
    if (TrustedKeys.isFingerprint(key)) {
      return key;
    }
    Path file = Path.of(key);
    if (!Files.isReadable(file)) {
      throw new CertificateException(
          "'%s' is neither the fingerprint of a key, SHA256:..., nor a file", key);
    }
    try {
      return PublicKeyFile.parse(Files.readAllBytes(file)).fingerprint();
    } catch (IOException | CertificateException e) {
      throw new CertificateException(e, "%s: %s", key, e.getMessage());
    }
  }

  /**
   * Checks a folder or a zip.
   *
   * @throws CertificateException if there is nothing to be read
   */
  public Verification verify(Path place) {
    if (!Files.exists(place)) {
      throw new CertificateException("there is no certificate in " + place);
    }
    var contents = BundleContents.read(place);
    PublicKeyFile key = checkKey(contents);
    Manifest manifest = Manifest.of(contents);
    if (manifest != null) {
      check(manifest, key, contents);
    }
    String fingerprint = key == null ? "" : key.fingerprint();
    String known = fingerprint.equals(expectedKey) ? "the one you named" : "";
    var signer = new Verification.Signer(fingerprint, knownKeys.getOrDefault(fingerprint, known));
    return new Verification(manifest, signer, contents.findings(), ownGuide != null);
  }

  private void check(Manifest manifest, @Nullable PublicKeyFile key, BundleContents contents) {
    contents.compare(manifest);
    String named = manifest.key().fingerprint();
    if (key != null && !key.fingerprint().equals(named)) {
      String what = "it is another key than %s, which the manifest names";
      contents.found(Manifest.PUBLIC_KEY, what, named);
    }
    if (!manifest.isOfFirstVersion()) {
      Sums.check(contents, key);
    }
    if (!contents.changed()) {
      new Coherence(manifest, contents).check();
    }
    var findings = contents.findings();
    if (ownGuide != null) {
      findings.addAll(ownGuide.differences(manifest));
    }
    String word = manifest.run().word();
    if (challenge != null && !challenge.equals(word)) {
      findings.add(Finding.otherChallenge(word, challenge));
    }
    if (required != null && !required.equals(manifest.verdict())) {
      findings.add(Finding.otherVerdict(manifest, required));
    }
  }

  /** The key in the bundle; null if there is none. */
  private @Nullable PublicKeyFile checkKey(BundleContents contents) {
    contents.require(Manifest.PUBLIC_KEY, Manifest.SIGNATURE, Manifest.FILE);
    byte[] pem = contents.files().get(Manifest.PUBLIC_KEY);
    if (pem == null) {
      return null;
    }
    PublicKeyFile key;
    try {
      key = PublicKeyFile.parse(pem);
    } catch (CertificateException e) {
      contents.found(Manifest.PUBLIC_KEY, "it was changed: %s", e.getMessage());
      return null;
    }
    if (!Arrays.equals(pem, key.pem())) {
      contents.found(Manifest.PUBLIC_KEY, "it was changed: the key is not written as it was");
    }
    checkSignature(key, contents);
    String fingerprint = key.fingerprint();
    if (expectedKey != null && !expectedKey.equals(fingerprint)) {
      contents.findings().add(Finding.otherKey(fingerprint, expectedKey));
    }
    if (onlyKnown && expectedKey == null && !knownKeys.containsKey(fingerprint)) {
      contents.findings().add(Finding.unknownKey(fingerprint));
    }
    return key;
  }

  private static void checkSignature(PublicKeyFile key, BundleContents contents) {
    byte[] manifest = contents.files().get(Manifest.FILE);
    byte[] signature = contents.files().get(Manifest.SIGNATURE);
    if (manifest == null || signature == null || key.signed(manifest, signature)) {
      return;
    }
    if (signature.length == SIGNATURE_LENGTH) {
      String wrong =
          "%s is not its signature by the key %s: one of the two was changed, or somebody else signed";
      contents.found(Manifest.FILE, wrong, Manifest.SIGNATURE, key.fingerprint());
    } else {
      String cut = "it was changed: Ed25519 signatures have %d bytes, this file has %d";
      contents.found(Manifest.SIGNATURE, cut, SIGNATURE_LENGTH, signature.length);
    }
  }
}

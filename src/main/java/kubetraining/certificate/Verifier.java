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
  private static final String FINGERPRINT = "SHA256:[A-Za-z0-9+/]{43}";
  private static final int STICKY = 01000;
  private static final int WRITTEN_BY_OTHERS = 0022;
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
   * is. Empty lines, and those that begin with a hash, say nothing.
   *
   * @throws CertificateException if the file cannot be read, naming the first line that is of
   *     another kind; or, as SSH does for the keys that it lets in, if others may write to the file
   *     or to its folder
   */
  public Verifier trusting(Path file) {
    try {
      requireOnlyOwnerWrites(file);
      requireOnlyOwnerWrites(file.toRealPath().getParent());
      var lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        trust(lines.get(i).strip(), file, i + 1);
      }
      return this;
    } catch (IOException e) {
      throw new CertificateException(e, "cannot read the trusted keys in %s", file);
    }
  }

  private void trust(String line, Path file, int number) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    String[] words = line.split("\\s+", 2);
    if (!words[0].matches(FINGERPRINT)) {
      throw new CertificateException(
          "%s, line %s: '%s' is not a fingerprint; a line looks like 'SHA256:... Ada Lovelace'",
          file, number, words[0]);
    }
    String name = words.length > 1 ? " as that of " + words[1] : "";
    knownKeys.put(words[0], "trusted by " + file + name);
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

  // In a folder that keeps each file to its owner, such as /tmp, others may write files of their
  // own.
  private static void requireOnlyOwnerWrites(Path place) throws IOException {
    if (!place.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return;
    }
    int mode = (Integer) Files.getAttribute(place, "unix:mode");
    boolean keptToOwners = Files.isDirectory(place) && (mode & STICKY) != 0;
    if ((mode & WRITTEN_BY_OTHERS) != 0 && !keptToOwners) {
      throw new CertificateException(
          "others can write to %s, so a trusted key could be anybody's; check whose keys are trusted, then type 'chmod go-w %1$s'",
          place);
    }
  }

  private static String fingerprint(String key) {
    if (key.matches(FINGERPRINT)) {
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
      throw new CertificateException("there is no certificate in %s", place);
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
    if (!contents.has(Refusal.CHANGED)) {
      new Coherence(manifest, contents).check();
    }
    if (ownGuide != null) {
      ownGuide.compare(manifest, contents);
    }
    String word = manifest.run().word();
    if (challenge != null && !challenge.equals(word)) {
      String none = "there is none, so it could be from any day; you asked for '%2$s'";
      String other = "it is '%s', not '%s': it was made for somebody or something else";
      String what = word.isEmpty() ? none : other;
      contents.found(Refusal.CHALLENGE, "challenge", what, word, challenge);
    }
    if (required != null && !required.equals(manifest.verdict())) {
      String what = "it is %s, not %s, which you require: %s";
      String verdict = manifest.verdict();
      contents.found(Refusal.VERDICT, "verdict", what, verdict, required, manifest.reason());
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
      String what = "signed by %s, not by %s, which you named";
      contents.found(Refusal.OTHER_KEY, Manifest.PUBLIC_KEY, what, fingerprint, expectedKey);
    }
    if (onlyKnown && expectedKey == null && !knownKeys.containsKey(fingerprint)) {
      String what =
          "nobody here knows the key %s, so anybody could have signed. Ask the person who should have signed for the fingerprint of their key, and name it by --key or in a file of trusted keys; --any-key leaves that question open";
      contents.found(Refusal.UNKNOWN_KEY, Manifest.PUBLIC_KEY, what, fingerprint);
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

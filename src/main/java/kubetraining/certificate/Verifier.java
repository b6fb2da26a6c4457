package kubetraining.certificate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;

/** Checks certificates, without a network and without trust in whoever made them. */
public final class Verifier {
  private final Optional<String> expectedKey;
  private final Optional<GuideSet> ownGuide;
  private final Map<String, String> knownKeys;
  private final boolean onlyKnown;
  private final Optional<String> required;
  private final Optional<String> challenge;

  private Verifier(
      Optional<String> expectedKey,
      Optional<GuideSet> ownGuide,
      Map<String, String> knownKeys,
      boolean onlyKnown,
      Optional<String> required,
      Optional<String> challenge) {
    this.expectedKey = expectedKey;
    this.ownGuide = ownGuide;
    this.knownKeys = knownKeys;
    this.onlyKnown = onlyKnown;
    this.required = required;
    this.challenge = challenge;
  }

  /** One that expects nothing in particular. */
  public static Verifier plain() {
    return new Verifier(
        Optional.empty(), Optional.empty(), Map.of(), false, Optional.empty(), Optional.empty());
  }

  /**
   * The same, for certificates of one key only.
   *
   * @param key a fingerprint, or a file that holds a public key as PEM
   * @throws CertificateException if it is neither
   */
  public Verifier signedBy(String key) {
    return new Verifier(
        Optional.of(fingerprint(key)), ownGuide, knownKeys, onlyKnown, required, challenge);
  }

  /** The same; it says so if it meets this key. */
  public Verifier knowing(Path publicKey, String whose) {
    return Files.isReadable(publicKey)
        ? knowing(Map.of(fingerprint(publicKey.toString()), whose))
        : this;
  }

  /**
   * The same; it says so if it meets a key of this file, which has a fingerprint a line and behind
   * it whose that is.
   *
   * @throws CertificateException if the file cannot be read, or holds something else
   */
  public Verifier trusting(Path file) {
    var whose = new LinkedHashMap<String, String>();
    TrustedKeys.read(file)
        .forEach(
            (key, name) ->
                whose.put(
                    key, "trusted by " + file + (name.isEmpty() ? "" : " as that of " + name)));
    return knowing(whose);
  }

  private Verifier knowing(Map<String, String> keys) {
    var more = new LinkedHashMap<>(knownKeys);
    more.putAll(keys);
    return new Verifier(expectedKey, ownGuide, more, onlyKnown, required, challenge);
  }

  /** The same, refusing each key that it was not told of. */
  public Verifier ofKnownKeysOnly() {
    return new Verifier(expectedKey, ownGuide, knownKeys, true, required, challenge);
  }

  /** The same, refusing every other verdict. */
  public Verifier requiring(String verdict) {
    return new Verifier(
        expectedKey, ownGuide, knownKeys, onlyKnown, Optional.of(verdict), challenge);
  }

  /** The same, refusing what was not made for this word. */
  public Verifier answering(String word) {
    return new Verifier(
        expectedKey, ownGuide, knownKeys, onlyKnown, required, Optional.of(word.strip()));
  }

  /** The same, comparing with the reader's own feature files. */
  public Verifier against(Path features) {
    return new Verifier(
        expectedKey,
        Optional.of(GuideSet.of(GuideSet.load(features))),
        knownKeys,
        onlyKnown,
        required,
        challenge);
  }

  private static String fingerprint(String key) {
    if (TrustedKeys.isFingerprint(key)) {
      return key;
    }
    Path file = Path.of(key);
    if (!Files.isReadable(file)) {
      throw new CertificateException(
          Texts.of("'%s' is neither the fingerprint of a key, SHA256:..., nor a file", key));
    }
    try {
      return PublicKeyFile.parse(Files.readAllBytes(file)).fingerprint();
    } catch (IOException | CertificateException e) {
      throw new CertificateException(Texts.of("%s: %s", key, e.getMessage()), e);
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
    var findings = new ArrayList<>(contents.findings());
    var files = contents.files();
    String fingerprint = checkKey(files, findings);
    Manifest manifest = manifest(files, findings);
    if (manifest != null) {
      findings.addAll(BundleFiles.differences(manifest, files));
      if (!fingerprint.isEmpty() && !fingerprint.equals(manifest.key().fingerprint())) {
        findings.add(
            new Finding(
                Manifest.PUBLIC_KEY,
                Texts.of(
                    "it is another key than %s, which the manifest names",
                    manifest.key().fingerprint())));
      }
      if (!manifest.isOfFirstVersion()) {
        findings.addAll(Sums.problems(files, !changed(findings)));
      }
      if (!changed(findings)) {
        findings.addAll(Coherence.problems(manifest, files));
      }
      ownGuide.ifPresent(own -> findings.addAll(GuideDifferences.of(manifest, own)));
      challenge
          .filter(word -> !word.equals(manifest.run().word()))
          .ifPresent(word -> findings.add(Findings.otherChallenge(manifest.run().word(), word)));
      required
          .filter(verdict -> !verdict.equals(manifest.verdict()))
          .ifPresent(verdict -> findings.add(Findings.otherVerdict(manifest, verdict)));
    }
    var signer =
        new Verification.Signer(
            fingerprint, knownKeys.getOrDefault(fingerprint, known(fingerprint)));
    return new Verification(manifest, signer, findings, ownGuide.isPresent());
  }

  private static boolean changed(List<Finding> findings) {
    return findings.stream().anyMatch(each -> each.refusal() == Refusal.CHANGED);
  }

  private String known(String fingerprint) {
    return expectedKey.filter(fingerprint::equals).isPresent() ? "the one you named" : "";
  }

  /** The fingerprint of the key in the bundle, empty if there is none. */
  private String checkKey(Map<String, byte[]> files, List<Finding> findings) {
    byte[] pem = files.get(Manifest.PUBLIC_KEY);
    byte[] signature = files.get(Manifest.SIGNATURE);
    byte[] manifest = files.get(Manifest.FILE);
    for (String each : List.of(Manifest.PUBLIC_KEY, Manifest.SIGNATURE, Manifest.FILE)) {
      if (!files.containsKey(each)) {
        findings.add(new Finding(each, "it is missing"));
      }
    }
    if (pem == null) {
      return "";
    }
    PublicKeyFile key;
    try {
      key = PublicKeyFile.parse(pem);
    } catch (CertificateException e) {
      findings.add(new Finding(Manifest.PUBLIC_KEY, "it was changed: " + e.getMessage()));
      return "";
    }
    if (!new String(pem, StandardCharsets.ISO_8859_1)
        .equals(new String(key.pem(), StandardCharsets.ISO_8859_1))) {
      findings.add(
          new Finding(Manifest.PUBLIC_KEY, "it was changed: the key is not written as it was"));
    }
    if (manifest != null && signature != null && !key.signed(manifest, signature)) {
      findings.add(Findings.wrongSignature(key, signature));
    }
    expectedKey
        .filter(expected -> !expected.equals(key.fingerprint()))
        .ifPresent(expected -> findings.add(Findings.otherKey(key.fingerprint(), expected)));
    if (onlyKnown && expectedKey.isEmpty() && !knownKeys.containsKey(key.fingerprint())) {
      findings.add(Findings.unknownKey(key.fingerprint()));
    }
    return key.fingerprint();
  }

  private static @Nullable Manifest manifest(Map<String, byte[]> files, List<Finding> findings) {
    byte[] content = files.get(Manifest.FILE);
    if (content == null) {
      return null;
    }
    try {
      return Manifest.parse(content);
    } catch (CertificateException e) {
      findings.add(
          new Finding(
              Manifest.FILE,
              e.getMessage(),
              e instanceof UnknownVersionException ? Refusal.VERSION : Refusal.CHANGED));
      return null;
    }
  }
}

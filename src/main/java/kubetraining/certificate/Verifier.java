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
  private static final String SIGNED = "Ed25519 signatures have %d bytes, this file has %d";
  private static final int SIGNATURE_LENGTH = 64;
  private final Optional<String> expectedKey;
  private final Optional<GuideSet> ownGuide;
  private final Map<String, String> knownKeys;

  private Verifier(
      Optional<String> expectedKey, Optional<GuideSet> ownGuide, Map<String, String> knownKeys) {
    this.expectedKey = expectedKey;
    this.ownGuide = ownGuide;
    this.knownKeys = knownKeys;
  }

  /** One that expects nothing in particular. */
  public static Verifier plain() {
    return new Verifier(Optional.empty(), Optional.empty(), Map.of());
  }

  /**
   * The same, for certificates of one key only.
   *
   * @param key a fingerprint, or a file that holds a public key as PEM
   * @throws CertificateException if it is neither
   */
  public Verifier signedBy(String key) {
    return new Verifier(Optional.of(fingerprint(key)), ownGuide, knownKeys);
  }

  /** The same; it says so if it meets this key. Nothing is refused for it. */
  public Verifier knowing(Path publicKey, String whose) {
    if (!Files.isReadable(publicKey)) {
      return this;
    }
    var more = new LinkedHashMap<>(knownKeys);
    more.put(fingerprint(publicKey.toString()), whose);
    return new Verifier(expectedKey, ownGuide, more);
  }

  /** The same, comparing with the reader's own feature files. */
  public Verifier against(Path features) {
    return new Verifier(expectedKey, Optional.of(GuideSet.of(GuideSet.load(features))), knownKeys);
  }

  private static String fingerprint(String key) {
    if (key.matches("SHA256:[A-Za-z0-9+/]{43}")) {
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
      if (findings.isEmpty()) {
        findings.addAll(Coherence.problems(manifest, files));
      }
      ownGuide.ifPresent(own -> findings.addAll(GuideDifferences.of(manifest, own)));
    }
    var signer =
        new Verification.Signer(
            fingerprint, knownKeys.getOrDefault(fingerprint, known(fingerprint)));
    return new Verification(manifest, signer, findings, ownGuide.isPresent());
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
      findings.add(wrongSignature(key, signature));
    }
    expectedKey
        .filter(expected -> !expected.equals(key.fingerprint()))
        .ifPresent(
            expected ->
                findings.add(
                    new Finding(
                        Manifest.PUBLIC_KEY,
                        Texts.of(
                            "signed by %s, not by %s, which you named",
                            key.fingerprint(), expected))));
    return key.fingerprint();
  }

  private static Finding wrongSignature(PublicKeyFile key, byte[] signature) {
    return signature.length == SIGNATURE_LENGTH
        ? new Finding(
            Manifest.FILE,
            Texts.of(
                "%s is not its signature by the key %s: one of the two was changed, or somebody else signed",
                Manifest.SIGNATURE, key.fingerprint()))
        : new Finding(
            Manifest.SIGNATURE,
            "it was changed: " + Texts.of(SIGNED, SIGNATURE_LENGTH, signature.length));
  }

  private static @Nullable Manifest manifest(Map<String, byte[]> files, List<Finding> findings) {
    byte[] content = files.get(Manifest.FILE);
    if (content == null) {
      return null;
    }
    try {
      return Manifest.parse(content);
    } catch (CertificateException e) {
      findings.add(new Finding(Manifest.FILE, e.getMessage()));
      return null;
    }
  }
}

package kubetraining.certificate;

import kubetraining.host.Texts;

/** What is said of a certificate that is not as it was asked for, or not signed as it says. */
final class Findings {
  private static final int SIGNATURE_LENGTH = 64;
  private static final String SIGNED = "Ed25519 signatures have %d bytes, this file has %d";

  private Findings() {}

  static Finding otherChallenge(String theirs, String yours) {
    return new Finding(
        "challenge",
        theirs.isEmpty()
            ? Texts.of("it bears none, so it may be of any day; you asked for '%s'", yours)
            : Texts.of(
                "it is '%s', not '%s': it was made for somebody or something else", theirs, yours),
        Refusal.CHALLENGE);
  }

  static Finding otherVerdict(Manifest manifest, String verdict) {
    return new Finding(
        "verdict",
        Texts.of(
            "it is %s, not %s, which you require: %s",
            manifest.verdict(), verdict, manifest.reason()),
        Refusal.VERDICT);
  }

  static Finding wrongSignature(PublicKeyFile key, byte[] signature) {
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

  static Finding otherKey(String theirs, String expected) {
    return new Finding(
        Manifest.PUBLIC_KEY,
        Texts.of("signed by %s, not by %s, which you named", theirs, expected),
        Refusal.OTHER_KEY);
  }

  static Finding unknownKey(String theirs) {
    return new Finding(
        Manifest.PUBLIC_KEY,
        Texts.of(
            "nobody here knows the key %s, so anybody may have signed. Ask who should have signed for the fingerprint of theirs, and name it by --key or in a file of trusted keys; --any-key leaves that question open",
            theirs),
        Refusal.UNKNOWN_KEY);
  }
}

package kubetraining.certificate;

import kubetraining.host.Texts;

/**
 * Something that is not as it was when the certificate was signed, or not as it was asked for.
 *
 * @param where the file, or the part of the bundle
 */
public record Finding(String where, String what, Refusal refusal) {
  Finding(String where, String what) {
    this(where, what, Refusal.CHANGED);
  }

  static Finding missing(String file) {
    return new Finding(file, "it is missing");
  }

  static Finding otherChallenge(String theirs, String yours) {
    return new Finding(
        "challenge",
        theirs.isEmpty()
            ? Texts.of("there is none, so it could be from any day; you asked for '%s'", yours)
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
            "nobody here knows the key %s, so anybody could have signed. Ask the person who should have signed for the fingerprint of their key, and name it by --key or in a file of trusted keys; --any-key leaves that question open",
            theirs),
        Refusal.UNKNOWN_KEY);
  }

  @Override
  public String toString() {
    return where + ": " + what;
  }
}

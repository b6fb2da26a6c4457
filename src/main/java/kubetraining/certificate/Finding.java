package kubetraining.certificate;

import kubetraining.host.Texts;

/**
 * Something that is not as it was when the certificate was signed, or not as it was asked for.
 *
 * @param where the file, or the part of the bundle
 */
public record Finding(String where, String what, Refusal refusal) {
  static Finding otherChallenge(String theirs, String yours) {
    String none = "there is none, so it could be from any day; you asked for '%2$s'";
    String other = "it is '%s', not '%s': it was made for somebody or something else";
    String what = Texts.of(theirs.isEmpty() ? none : other, theirs, yours);
    return new Finding("challenge", what, Refusal.CHALLENGE);
  }

  static Finding otherVerdict(Manifest manifest, String verdict) {
    String words = "it is %s, not %s, which you require: %s";
    String what = Texts.of(words, manifest.verdict(), verdict, manifest.reason());
    return new Finding("verdict", what, Refusal.VERDICT);
  }

  static Finding otherKey(String theirs, String expected) {
    String what = Texts.of("signed by %s, not by %s, which you named", theirs, expected);
    return new Finding(Manifest.PUBLIC_KEY, what, Refusal.OTHER_KEY);
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

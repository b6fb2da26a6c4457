package kubetraining.redaction;

import kubetraining.host.Texts;

/** What stands in the place of a secret. */
final class Mark {
  static final String SECRET = of("secret");

  private Mark() {}

  static String of(String kind) {
    return Texts.of("[redacted: %s]", kind);
  }
}

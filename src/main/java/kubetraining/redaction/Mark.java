package kubetraining.redaction;

/** What stands in the place of a secret. */
final class Mark {
  static final String SECRET = of("secret");

  private Mark() {}

  static String of(String kind) {
    return "[redacted: %s]".formatted(kind);
  }
}

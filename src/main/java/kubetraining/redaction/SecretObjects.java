package kubetraining.redaction;

/** Secrets of Kubernetes: whatever name a value in them has, it is secret. */
final class SecretObjects {
  private SecretObjects() {}

  static String redact(String text) {
    String clean = text;
    if (text.contains("Secret")) {
      clean = SecretYaml.redact(SecretJson.redact(clean));
    }
    return text.contains("create secret") ? SecretCommands.redact(clean) : clean;
  }
}

package kubetraining.redaction;

import java.util.regex.Pattern;

/** Secrets of Kubernetes: whatever name a value in them has, it is secret. */
final class SecretObjects {
  private static final Pattern YAML = Pattern.compile("kind[\"']?[ \\t]*:[ \\t]*[\"']?Secret\\b");

  private SecretObjects() {}

  static String redact(String text) {
    String clean = text;
    if (text.contains("Secret")) {
      clean = SecretJson.redact(clean);
      clean = YAML.matcher(clean).find() ? SecretYaml.redact(clean) : clean;
    }
    return text.contains("secret") ? SecretCommands.redact(clean) : clean;
  }
}

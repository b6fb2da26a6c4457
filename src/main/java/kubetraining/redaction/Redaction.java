package kubetraining.redaction;

import java.util.regex.Pattern;
import kubetraining.host.Environment;

/**
 * Takes secrets out of a text before anybody reads it: those that are known by their value, and
 * those that show themselves by their shape. What stands in their place names the kind.
 */
public final class Redaction {
  static final String SECRET = mark("secret");

  // One for the process: the log, which knows no run, must keep the same secrets.
  private static final KnownValues KNOWN = new KnownValues(Environment.ofProcess().variables());

  private static final Pattern YAML = Pattern.compile("kind[\"']?[ \\t]*:[ \\t]*[\"']?Secret\\b");

  private Redaction() {}

  /**
   * Keeps a value out of all that is written from now on, whatever stands around it. Examples that
   * Amazon's documents show to everybody are no secrets, and what is shorter than eight characters
   * cannot be told from ordinary words.
   */
  public static void secret(String value) {
    KNOWN.add(value);
  }

  /** The text without secrets. Safe to repeat. */
  public static String redact(String text) {
    if (text.isEmpty()) {
      return text;
    }
    String clean = KNOWN.redact(objects(text));
    return Shapes.redact(Encoded.redact(clean, Redaction::redact));
  }

  /** As above, of a value that is kept under a name, which may be what tells that it is secret. */
  public static String redact(String name, String value) {
    String clean = redact(value);
    return Names.kindOf(name, clean).map(Redaction::mark).orElse(clean);
  }

  /**
   * The text without those secrets that are known by their value, for what was made of redacted
   * texts and holds programs, too, which look like secrets at times.
   */
  public static String redactKnown(String text) {
    return KNOWN.redact(text);
  }

  /** What stands in the place of a secret. */
  static String mark(String kind) {
    return "[redacted: " + kind + "]";
  }

  /** How many values are known; a text that was redacted before may hold one that came later. */
  static int known() {
    return KNOWN.size();
  }

  /** Secrets of Kubernetes: whatever name a value in them has, it is secret. */
  private static String objects(String text) {
    String clean = text;
    if (text.contains("Secret")) {
      clean = SecretJson.redact(clean);
      clean = YAML.matcher(clean).find() ? SecretYaml.redact(clean) : clean;
    }
    return text.contains("secret") ? SecretCommands.redact(clean) : clean;
  }
}

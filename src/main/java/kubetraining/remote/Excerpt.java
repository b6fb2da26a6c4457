package kubetraining.remote;

import java.util.regex.Pattern;

/** Commands and their output cut to a readable length, with nothing secret in them. */
final class Excerpt {
  private static final int COMMAND = 300;
  private static final int TAIL = 1500;
  private static final Pattern BOOTSTRAP_TOKEN =
      Pattern.compile("\\b[a-z0-9]{6}\\.[a-z0-9]{16}\\b");
  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*KEY-----|\\z)", Pattern.DOTALL);
  private static final Pattern KEY_DATA = Pattern.compile("(client-key-data|token): *\\S+");

  private Excerpt() {}

  static String command(String command) {
    var clean = redacted(command.strip());
    return clean.length() <= COMMAND ? clean : clean.substring(0, COMMAND) + " ...";
  }

  /** The end of {@code text} on a new line, or nothing if there is no text. */
  static String tail(String name, String text) {
    var clean = redacted(text.strip());
    if (clean.isEmpty()) {
      return "";
    }
    var end = clean.length() <= TAIL ? clean : "..." + clean.substring(clean.length() - TAIL);
    return "%n%s: %s".formatted(name, end);
  }

  static String redacted(String text) {
    var noKeys = PRIVATE_KEY.matcher(text).replaceAll("[private key]");
    var noData = KEY_DATA.matcher(noKeys).replaceAll("$1: [secret]");
    return BOOTSTRAP_TOKEN.matcher(noData).replaceAll("[token]");
  }
}

package kubetraining.remote;

import kubetraining.host.Texts;
import kubetraining.redaction.Redaction;

/** Commands and their output cut to a readable length, with nothing secret in them. */
final class Excerpt {
  private static final int COMMAND = 300;
  private static final int TAIL = 1500;

  private Excerpt() {}

  static String command(String command) {
    var clean = Redaction.redact(command.strip());
    return clean.length() <= COMMAND ? clean : clean.substring(0, COMMAND) + " ...";
  }

  /** The end of {@code text} on a new line, or nothing if there is no text. */
  static String tail(String name, String text) {
    var clean = Redaction.redact(text.strip());
    if (clean.isEmpty()) {
      return "";
    }
    var end = clean.length() <= TAIL ? clean : "..." + clean.substring(clean.length() - TAIL);
    return Texts.of("%n%s: %s", name, end);
  }
}

package kubetraining.redaction;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands that make a Secret, with its content typed into them. */
final class SecretCommands {
  // To the end of the line, over line ends that a backslash hides.
  private static final Pattern COMMAND =
      Pattern.compile("create secret (?:\\\\\\\\?\\n|\\\\(?!n)|[^\\n\\\\])*+");
  private static final Pattern LITERAL =
      Pattern.compile(
          "(--from-literal[= ]\\\\?[\"']?[\\w.-]+=\\\\?)(?!\\[redacted)(?:\"[^\"\\n]*\"|'[^'\\n]*'|[^\\s\"']+)");

  private SecretCommands() {}

  static String redact(String text) {
    return COMMAND
        .matcher(text)
        .replaceAll(
            command ->
                Matcher.quoteReplacement(
                    LITERAL.matcher(command.group()).replaceAll("$1" + Mark.SECRET)));
  }
}

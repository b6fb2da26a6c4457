package kubetraining.redaction;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands that make or change a Secret, with its content typed into them. */
final class SecretCommands {
  // To the end of the line, over line ends that a backslash hides.
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?:create|patch|annotate|edit|set)[ \\t](?:[^\\n|;]{0,200}?[ \\t])?secrets?[ \\t/](?:\\\\\\\\?\\n|\\\\(?!n)|[^\\n\\\\])*+");
  private static final String VALUE =
      "(?!\\[redacted)(?:\\\\\"(?:[^\\\\\\n]|\\\\\\\\\\\\\")*+(?:\\\\\")?|\"(?:[^\"\\n\\\\]|\\\\.)*+\"|'[^'\\n]*+'|[^\\s\"']+)";
  private static final Pattern LITERAL = Pattern.compile("(--from-literal[= ][\\w.-]+=)" + VALUE);
  private static final Pattern QUOTED_LITERAL =
      Pattern.compile(
          "(--from-literal[= ](\\\\?[\"'])[\\w.-]+=)(?!\\[redacted)(?:(?!\\2)[^\\n])*+");
  private static final Pattern PATCH = Pattern.compile("([ \\t](?:-p|--patch)[= ]?)" + VALUE);

  private SecretCommands() {}

  static String redact(CharSequence text) {
    return COMMAND
        .matcher(text)
        .replaceAll(command -> Matcher.quoteReplacement(content(command.group())));
  }

  private static String content(String command) {
    String quoted = QUOTED_LITERAL.matcher(command).replaceAll("$1" + Redaction.SECRET);
    String clean = LITERAL.matcher(quoted).replaceAll("$1" + Redaction.SECRET);
    return command.startsWith("patch")
        ? PATCH.matcher(clean).replaceAll("$1" + Redaction.SECRET)
        : clean;
  }
}

package kubetraining.redaction;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * How things are named that are secret for their name.
 *
 * @param words the end of such a name, as a pattern
 * @param ending the same, of a whole name
 * @param harmless values that nobody need hide under it
 * @param hints in small letters; one of them is in every such name
 */
record Names(
    String kind, String words, Pattern ending, Predicate<String> harmless, List<String> hints) {
  // Of a Secret, "secret" tells the name: klog writes secret="default/db-creds".
  private static final String REFERENCE =
      "(?!\\\\*[\"']?[ \\t]*[:=][ \\t]*\\\\*[\"']?(?-i:[a-z0-9-]{1,63}/[a-z0-9.-]{1,253}|[a-z]+(?:-[a-z]+)+)(?:\\\\*[\"',\\s)}\\]]|$))";
  private static final String SUFFIX = "(?:[_-]?(?:[0-9]{1,2}|value|base64|b64|base))?";

  static final Names PASSWORD =
      of("password", "(?:password|passwd|passphrase|[_-]pass)" + SUFFIX, Harmless::value, "pass");
  static final Names TOKEN =
      of(
          "token",
          "(?:token|(?<![\\w.-])secret" + REFERENCE + "|(?<=[\\w.-])secret)" + SUFFIX,
          Harmless::token,
          "token",
          "secret");
  static final Names KEY =
      of(
          "key",
          "(?:(?:api|app|application|access|account|auth|client|consumer|deploy|encryption|insert"
              + "|integration|licen[cs]e|master|private|secret|service|shared|signing|storage"
              + "|subscription|webhook)[_.-]?key|(?-i:(?<![a-z])|(?=P))pwd|dockerconfigjson|dockercfg)"
              + SUFFIX,
          Harmless::key,
          "*key",
          "pwd",
          "dockerc");
  static final List<Names> ALL = List.of(PASSWORD, TOKEN, KEY);

  private static Names of(String kind, String words, Predicate<String> harmless, String... hints) {
    return new Names(
        kind,
        words,
        Pattern.compile("(?is).{0,80}?" + words.replace("[_.-]?key", "[ _.-]?key")),
        harmless,
        List.of(hints));
  }

  Shape shape(String regex) {
    return Shape.of(kind, regex, harmless, hints.toArray(String[]::new));
  }

  /** Of which kind a value is that is secret for its name; empty if it is not. */
  static Optional<String> kindOf(String name, String value) {
    return ALL.stream()
        .filter(each -> each.ending.matcher(name).matches())
        .filter(each -> !each.harmless.test(value.strip()))
        .map(Names::kind)
        .findFirst();
  }
}

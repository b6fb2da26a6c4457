package kubetraining.redaction;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * How things are named that are secret for their name, and in which ways such a name and its value
 * are written down.
 *
 * @param words the end of such a name, as a pattern
 * @param ending the same, of a whole name
 * @param harmless values that nobody need hide under it
 * @param hints in small letters; one of them is in every such name
 */
record Names(
    String kind, String words, Pattern ending, Predicate<String> harmless, String... hints) {
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
          "token secret");
  static final Names KEY =
      of(
          "key",
          "(?:(?:api|app|application|access|account|auth|client|consumer|deploy|encryption|insert"
              + "|integration|licen[cs]e|master|private|secret|service|shared|signing|storage"
              + "|subscription|webhook)[_.-]?key|(?-i:(?<![a-z])|(?=P))pwd|dockerconfigjson|dockercfg)"
              + SUFFIX,
          Harmless::key,
          "*key pwd dockerc");
  static final List<Names> ALL = List.of(PASSWORD, TOKEN, KEY);

  // Quotes as they are, and quotes within a text that is itself quoted.
  private static final String QUOTED = "\"(?<v>(?:[^\"\\\\\\n]|\\\\.)*+)\"";
  private static final String QUOTED_TWICE =
      "\\\\\"(?<v>(?:[^\"\\\\\\n]|\\\\\\\\\\\\\\\\|\\\\\\\\\\\\\"|\\\\\\\\[a-zA-Z/])*+)\\\\\"";
  private static final String QUOTED_ONCE = "'(?<v>[^'\\n]*+)'";
  // A backslash belongs to the value unless it escapes what a file of JSON escapes. What stands
  // before an open bracket is what Java calls an object.
  private static final String WORD =
      "(?![A-Z][A-Za-z]+\\()(?<v>[^\\s\"'&;|<>()\\\\](?:[^\\s\"'&;|<>()\\\\]|\\\\(?![nrtubf\"\\\\/]))*+)";
  // To the end of its line, of the object that Java or Go prints, or of the word.
  private static final String REST =
      "(?<v>(?:(?!name)[^\\n\"']){1,500}?(?=,? *valueFrom[=:])|(?<=\\n[ \\t]{0,99}(?:- )?[\"']?value[\"']? ?:[ \\t]{0,9})[^\\s\"'{\\[|>\\\\][^\\n\\\\]{0,2000}|[^\\s,)}\"'\\\\]{1,500}+)";
  private static final String BETWEEN = "(?:\\s|\\\\+[nt]|,|#[^\\n]{0,200}\\n){1,40}";

  private static final String NAMED =
      "(?:name|key)\\\\*[\"']?\\s{0,9}[:=]\\s{0,9}\\\\*[\"']?[\\w.-]{0,60}?";
  private static final String VALUE = "value\\\\*[\"']?\\s{0,9}";

  /** Elements and properties of XML, up to their values. */
  private static final String ELEMENTS =
      """
      OPEN[\\w.:-]{0,60}?NAME(?:\\s[^<>\\n]{0,200})?CLOSE
      \\b(?:name|key)=["'][\\w.-]{0,60}?NAME["']\\s{0,9}CLOSE
      OPEN(?:name|key)CLOSE[\\w.-]{0,60}?NAMEOPEN/(?:name|key)CLOSE\\s{0,99}OPEN(?:value|string)CLOSE
      """;

  private static final int LINES = 3;

  private static Names of(String kind, String words, Predicate<String> harmless, String hints) {
    var ending = Pattern.compile("(?is).{0,80}?" + spoken(words));
    return new Names(kind, words, ending, harmless, hints.split(" "));
  }

  /** As such a name stands in a sentence. */
  private static String spoken(String words) {
    return words.replace("[_.-]?key", "[ _.-]?key");
  }

  private Shape shape(String regex) {
    return Shape.of(kind, regex, harmless, hints);
  }

  /** Of which kind a value is that is secret for its name; empty if it is not. */
  static Optional<String> kindOf(String name, String value) {
    return ALL.stream()
        .filter(each -> each.ending.matcher(name).matches())
        .filter(each -> !each.harmless.test(value.strip()))
        .map(Names::kind)
        .findFirst();
  }

  /** Adds the shapes of such names with their values, in all the ways in which both are written. */
  static void addTo(List<Shape> all) {
    ALL.forEach(name -> name.assigned(all));
    ALL.forEach(name -> name.pairs(all));
    ALL.forEach(name -> name.elements(all));
    // To the end of the line: only a password has blanks in it.
    all.add(PASSWORD.line("(?<v>[^\\s|>\"'].*)$"));
    all.add(
        PASSWORD.shape(
            "(?i)(?:password|passwd|passphrase):[ \\t]*(?![|>][+-]?(?:\\s|\\\\|$))(?<v>[^\\s\"'\\]}\\\\]+)"));
    for (Names name : ALL) {
      all.add(
          name.shape(
              "(?i)"
                  + spoken(name.words)
                  + "(?:[ \\t]*:|[ \\t]+is)[ \\t]+(?=[^\\s\"']*[0-9])(?<v>[^\\s\"'\\\\,;)<]{8,})"));
    }
  }

  private void assigned(List<Shape> all) {
    String key = "(?i)" + words;
    String flag = "(?i)--[\\w-]{0,40}?" + words + "[ \\t]+";
    for (String value : List.of(QUOTED, QUOTED_TWICE, QUOTED_ONCE)) {
      all.add(shape(key + "\\\\*[\"']?[ \\t]*[:=]>?[ \\t]*" + value));
      all.add(shape(flag + value));
    }
    all.add(shape(key + "[ \\t]*=[ \\t]*" + WORD));
    all.add(shape(flag + "(?!-)" + WORD));
    all.add(line("(?<v>[^\\s|>\"'{\\[]\\S*)[ \\t]*$"));
    all.add(shape("(?i)\\w-" + words + ":[ \\t]+(?<v>[^\\s\"'\\\\]{6,})(?=[\"'\\\\])"));
    // A block of YAML below the name.
    String block =
        "[\"']?:[ \\t]*[|>][+-]?[ \\t]*\\n(?<v>\\k<i>[ \\t]+\\S.*(?:\\n\\k<i>[ \\t]+\\S.*)*)";
    String name = "(?im)^(?<i>[ \\t]*)(?:- )?[\"']?[\\w.-]{0,60}?" + words;
    all.add(shape(name + block).fromTheLine());
  }

  /** A variable of a container: the name is one value, the secret another beside it. */
  private void pairs(List<Shape> all) {
    String named = NAMED + words;
    String key = "(?i)\\b" + named + "\\\\*[\"']?" + BETWEEN + "\\\\*[\"']?" + VALUE + "[:=]";
    String before = "(?i)\\b" + VALUE + "[:=]\\s{0,9}";
    String after = "(?=" + BETWEEN + "\\\\*[\"']?" + named + "(?:\\\\*[\"'\\s,})]|$))";
    for (String value : List.of(QUOTED, QUOTED_TWICE, QUOTED_ONCE)) {
      all.add(shape(key + "\\s{0,9}" + value).around(LINES));
      all.add(shape(before + value + after).around(LINES));
    }
    all.add(shape(key + "[ \\t]{0,9}(?![|>][+-]?\\s)" + REST).around(LINES));
    all.add(shape(before + "(?<v>[^\\s\"'\\\\][^\\n\"'\\\\]{0,500}?)" + after).around(LINES));
    all.add(
        shape(
                "(?im)^(?<i>[ \\t]*)(?:- )?name:[ \\t]*[\"']?[\\w.-]{0,60}?"
                    + words
                    + "[\"']?[ \\t]*\\n[ \\t]*value:[ \\t]*[|>][+-]?[ \\t]*\\n(?<v>\\k<i>[ \\t]+\\S.*(?:\\n\\k<i>[ \\t]{3,}\\S.*)*)")
            .fromTheLine());
  }

  private void elements(List<Shape> all) {
    for (String row : ELEMENTS.lines().toList()) {
      String regex = row.replace("OPEN", "(?:<|&lt;)").replace("CLOSE", "(?:>|&gt;)");
      regex = "(?i)" + regex.replace("NAME", words) + "(?:<!\\[CDATA\\[)?(?<v>[^<&\\]]{1,4000})";
      all.add(shape(regex).around(LINES));
    }
  }

  /** The value on one line of YAML, or of headers as curl shows them. */
  private Shape line(String value) {
    return shape("(?im)^[ \\t<>*-]*[\"']?[\\w./-]{0,60}?" + words + "[\"']?:[ \\t]+" + value);
  }
}

package kubetraining.redaction;

import java.util.List;

/** A name that tells a secret, and its value, in all the ways in which both are written down. */
final class NamedValues {
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

  private NamedValues() {}

  static void addTo(List<Shape> all) {
    Names.ALL.forEach(name -> assigned(all, name));
    Names.ALL.forEach(name -> pairs(all, name));
    Names.ALL.forEach(name -> elements(all, name));
    // To the end of the line: only a password has blanks in it.
    all.add(Names.PASSWORD.shape(line(Names.PASSWORD, "(?<v>[^\\s|>\"'].*)$")));
    all.add(
        Names.PASSWORD.shape(
            "(?i)(?:password|passwd|passphrase):[ \\t]*(?![|>][+-]?(?:\\s|\\\\|$))(?<v>[^\\s\"'\\]}\\\\]+)"));
    for (Names name : Names.ALL) {
      all.add(
          name.shape(
              "(?i)"
                  + name.words().replace("[_.-]?key", "[ _.-]?key")
                  + "(?:[ \\t]*:|[ \\t]+is)[ \\t]+(?=[^\\s\"']*[0-9])(?<v>[^\\s\"'\\\\,;)<]{8,})"));
    }
  }

  private static void assigned(List<Shape> all, Names name) {
    String key = "(?i)" + name.words();
    String flag = "(?i)--[\\w-]{0,40}?" + name.words() + "[ \\t]+";
    for (String value : List.of(QUOTED, QUOTED_TWICE, QUOTED_ONCE)) {
      all.add(name.shape(key + "\\\\*[\"']?[ \\t]*[:=]>?[ \\t]*" + value));
      all.add(name.shape(flag + value));
    }
    all.add(name.shape(key + "[ \\t]*=[ \\t]*" + WORD));
    all.add(name.shape(flag + "(?!-)" + WORD));
    all.add(name.shape(line(name, "(?<v>[^\\s|>\"'{\\[]\\S*)[ \\t]*$")));
    all.add(name.shape("(?i)\\w-" + name.words() + ":[ \\t]+(?<v>[^\\s\"'\\\\]{6,})(?=[\"'\\\\])"));
    all.add(
        name.shape(block("(?:- )?[\"']?[\\w.-]{0,60}?" + name.words() + "[\"']?:")).fromTheLine());
  }

  /** A variable of a container: the name is one value, the secret another beside it. */
  private static void pairs(List<Shape> all, Names name) {
    String named = NAMED + name.words();
    String key = "(?i)\\b" + named + "\\\\*[\"']?" + BETWEEN + "\\\\*[\"']?" + VALUE + "[:=]";
    String before = "(?i)\\b" + VALUE + "[:=]\\s{0,9}";
    String after = "(?=" + BETWEEN + "\\\\*[\"']?" + named + "(?:\\\\*[\"'\\s,})]|$))";
    for (String value : List.of(QUOTED, QUOTED_TWICE, QUOTED_ONCE)) {
      all.add(name.shape(key + "\\s{0,9}" + value).around(LINES));
      all.add(name.shape(before + value + after).around(LINES));
    }
    all.add(name.shape(key + "[ \\t]{0,9}(?![|>][+-]?\\s)" + REST).around(LINES));
    all.add(name.shape(before + "(?<v>[^\\s\"'\\\\][^\\n\"'\\\\]{0,500}?)" + after).around(LINES));
    all.add(
        name.shape(
                "(?im)^(?<i>[ \\t]*)(?:- )?name:[ \\t]*[\"']?[\\w.-]{0,60}?"
                    + name.words()
                    + "[\"']?[ \\t]*\\n[ \\t]*value:[ \\t]*[|>][+-]?[ \\t]*\\n(?<v>\\k<i>[ \\t]+\\S.*(?:\\n\\k<i>[ \\t]{3,}\\S.*)*)")
            .fromTheLine());
  }

  private static void elements(List<Shape> all, Names name) {
    for (String row : ELEMENTS.lines().toList()) {
      String regex = row.replace("OPEN", "(?:<|&lt;)").replace("CLOSE", "(?:>|&gt;)");
      regex =
          "(?i)" + regex.replace("NAME", name.words()) + "(?:<!\\[CDATA\\[)?(?<v>[^<&\\]]{1,4000})";
      all.add(name.shape(regex).around(LINES));
    }
  }

  /** The value on one line of YAML, or of headers as curl shows them. */
  private static String line(Names name, String value) {
    return "(?im)^[ \\t<>*-]*[\"']?[\\w./-]{0,60}?" + name.words() + "[\"']?:[ \\t]+" + value;
  }

  /** A block of YAML below the name. */
  private static String block(String key) {
    return "(?im)^(?<i>[ \\t]*)"
        + key
        + "[ \\t]*[|>][+-]?[ \\t]*\\n(?<v>\\k<i>[ \\t]+\\S.*(?:\\n\\k<i>[ \\t]+\\S.*)*)";
  }
}

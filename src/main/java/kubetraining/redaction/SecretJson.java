package kubetraining.redaction;

import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Secrets as JSON, also where that stands as a text in other JSON, its quotes escaped. */
final class SecretJson {
  private static final Pattern KIND =
      Pattern.compile("\\\\*\"kind\\\\*\"\\s*:\\s*\\\\*\"Secret\\\\*\"");
  private static final Pattern DATA =
      Pattern.compile("\\\\*\"(?:data|stringData)\\\\*\"\\s*:\\s*\\{");
  private static final Pattern PLAIN = Pattern.compile("(\"\\s*:\\s*\")(?:[^\"\\\\]|\\\\.)*+(\")");
  private static final Pattern ESCAPED =
      Pattern.compile("(\\\\+\"\\s*:\\s*\\\\+\")(?:[^\"\\\\]|\\\\\\\\+.|\\\\(?!\"))*+(\\\\+\")");

  private SecretJson() {}

  static String redact(String text) {
    var clean = new StringBuilder();
    int copied = 0;
    for (var content : contents(text).entrySet()) {
      if (content.getKey() >= copied) {
        clean.append(text, copied, content.getKey());
        clean.append(values(text.substring(content.getKey(), content.getValue())));
        copied = content.getValue();
      }
    }
    return clean.append(text, copied, text.length()).toString();
  }

  /** Where the content of each Secret begins and ends. */
  private static TreeMap<Integer, Integer> contents(String text) {
    var contents = new TreeMap<Integer, Integer>();
    Matcher kind = KIND.matcher(text);
    while (kind.find()) {
      int end = closing(text, kind.end());
      Matcher data = DATA.matcher(text).region(opening(text, kind.start()), end);
      while (data.find()) {
        contents.put(data.end(), closing(text, data.end()));
      }
    }
    return contents;
  }

  private static String values(String content) {
    String clean = ESCAPED.matcher(content).replaceAll("$1" + Mark.SECRET + "$2");
    return PLAIN.matcher(clean).replaceAll("$1" + Mark.SECRET + "$2");
  }

  private static int opening(String text, int from) {
    int open = 0;
    for (int at = from - 1; at >= 0; at--) {
      char here = text.charAt(at);
      open += here == '}' ? 1 : here == '{' ? -1 : 0;
      if (open < 0) {
        return at;
      }
    }
    return 0;
  }

  private static int closing(String text, int from) {
    int open = 0;
    for (int at = from; at < text.length(); at++) {
      char here = text.charAt(at);
      open += here == '{' ? 1 : here == '}' ? -1 : 0;
      if (open < 0) {
        return at;
      }
    }
    return text.length();
  }
}

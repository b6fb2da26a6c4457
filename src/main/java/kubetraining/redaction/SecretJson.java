package kubetraining.redaction;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Secrets as JSON, also where that stands as a text in other JSON, its quotes escaped. */
final class SecretJson {
  private static final Pattern KIND =
      Pattern.compile("(?<!\\\\)(\\\\*)\"kind\\\\*\"\\s*:\\s*\\\\*\"Secret\\\\*\"");
  private static final Pattern DATA =
      Pattern.compile("\\\\*\"(?:data|stringData)\\\\*\"\\s*:\\s*\\{");
  private static final Pattern PLAIN = Pattern.compile("(\"\\s*:\\s*\")(?:[^\"\\\\]|\\\\.)*+(\")");
  private static final Pattern ESCAPED =
      Pattern.compile("(\\\\+\"\\s*:\\s*\\\\+\")(?:[^\"\\\\]|\\\\\\\\+.|\\\\(?!\"))*+(\\\\+\")");
  private final CharSequence text;
  private final TreeMap<Integer, Integer> contents = new TreeMap<>();

  private SecretJson(CharSequence text) {
    this.text = text;
  }

  static String redact(CharSequence text) {
    var json = new SecretJson(text);
    json.find();
    var clean = new StringBuilder();
    int copied = 0;
    for (var content : json.contents.entrySet()) {
      if (content.getKey() >= copied) {
        clean.append(text, copied, content.getKey());
        clean.append(values(text.subSequence(content.getKey(), content.getValue())));
        copied = content.getValue();
      }
    }
    return clean.append(text, copied, text.length()).toString();
  }

  /** Where the content of each Secret begins and ends. */
  private void find() {
    // No object is looked through twice, however often it says what it is.
    Map<Integer, Integer> seen = new HashMap<>();
    Matcher kind = KIND.matcher(text);
    while (kind.find()) {
      int depth = kind.group(1).length();
      int before = seen.getOrDefault(depth, 0);
      if (kind.start() < before) {
        continue;
      }
      int end = closing(kind.end(), depth);
      seen.put(depth, end);
      Matcher data = DATA.matcher(text).region(opening(kind.start(), depth, before), end);
      while (data.find()) {
        int closed = closing(data.end(), depth);
        contents.put(data.end(), closed);
        if (closed >= end) {
          break;
        }
        data.region(closed, end);
      }
    }
  }

  private static String values(CharSequence content) {
    String clean = ESCAPED.matcher(content).replaceAll("$1" + Redaction.SECRET + "$2");
    return PLAIN.matcher(clean).replaceAll("$1" + Redaction.SECRET + "$2");
  }

  private int opening(int from, int depth, int least) {
    return Math.max(least, edge(from - 1, least - 1, '{', depth));
  }

  private int closing(int from, int depth) {
    return edge(from, text.length(), '}', depth);
  }

  /** Where the object is left that {@code from} lies in, by that brace; {@code end} if nowhere. */
  private int edge(int from, int end, char out, int depth) {
    int open = 0;
    boolean quoted = false;
    for (int at = from; at != end; at += end > from ? 1 : -1) {
      char here = text.charAt(at);
      quoted ^= here == '"' && quotes(at, depth);
      boolean brace = !quoted && (here == '{' || here == '}');
      open += !brace ? 0 : here == out ? -1 : 1;
      if (open < 0) {
        return at;
      }
    }
    return end;
  }

  /**
   * Whether this quote begins or ends a text, in JSON whose own quotes follow {@code depth}
   * backslashes; a brace within a text closes nothing. One more level doubles the backslashes.
   */
  private boolean quotes(int at, int depth) {
    int slashes = 0;
    while (at - slashes > 0 && text.charAt(at - slashes - 1) == '\\') {
      slashes++;
    }
    return slashes % (2 * (depth + 1)) == depth;
  }
}

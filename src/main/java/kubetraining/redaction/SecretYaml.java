package kubetraining.redaction;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Secrets as YAML, alone or as items of a list. */
final class SecretYaml {
  private static final Pattern DATA =
      Pattern.compile(
          "^[ \\t]*+(?:- )?[\"']?(?:data|stringData)[\"']?[ \\t]*:[ \\t]*(?:[&!#].*|\\{[^}].*)?$");
  private static final Pattern KIND =
      Pattern.compile(
          "^[ \\t]*+(?:- )?[\"']?kind[\"']?[ \\t]*:[ \\t]*[\"']?Secret[\"']?[ \\t]*(?:[ \\t]#.*)?$");
  private static final Pattern ENTRY =
      Pattern.compile("^([ \\t]*+[\"']?[\\w.-]++[\"']?[ \\t]*:[ \\t]*).*$");
  private static final Pattern FLOW =
      Pattern.compile(
          "\\{[^\\n]{0,2000}?kind:[ ]?[\"']?Secret\\b[^\\n]{0,20000}|\\{[^\\n]{0,2000}?(?:data|stringData):[ ]?\\{[^\\n]{0,20000}?kind:[ ]?[\"']?Secret\\b[^\\n]{0,2000}");
  private static final Pattern FLOW_DATA =
      Pattern.compile("((?:data|stringData):[ ]?)\\{[^}\\[\\n]+}?");
  private final String[] lines;
  private final Deque<Mapping> open = new ArrayDeque<>();
  private final Map<Integer, Mapping> data = new LinkedHashMap<>();

  private SecretYaml(String... lines) {
    this.lines = lines;
  }

  /** Keys that stand in one column below each other. */
  private static final class Mapping {
    private final int column;
    private boolean secret;

    private Mapping(int column) {
      this.column = column;
    }
  }

  static String redact(CharSequence text) {
    var yaml = new SecretYaml(text.toString().split("\r\n|[\r\n]", -1));
    yaml.read();
    boolean changed = false;
    for (var each : yaml.data.entrySet()) {
      if (each.getValue().secret) {
        yaml.redactBelow(each.getKey(), each.getValue().column);
        changed = true;
      }
    }
    CharSequence block = changed ? String.join("\n", yaml.lines) : text;
    return FLOW.matcher(block)
        .replaceAll(
            object ->
                Matcher.quoteReplacement(
                    FLOW_DATA.matcher(object.group()).replaceAll("$1" + Redaction.SECRET)));
  }

  private void read() {
    for (int at = 0; at < lines.length; at++) {
      String line = lines[at];
      if (line.startsWith("---")) {
        open.clear();
      } else if (!line.isBlank()) {
        Mapping mine = mapping(line);
        mine.secret |= KIND.matcher(line).matches();
        if (DATA.matcher(line).matches()) {
          data.put(at, mine);
        }
      }
    }
  }

  private Mapping mapping(String line) {
    int column = column(line);
    boolean begins = line.stripLeading().startsWith("- ");
    while (!open.isEmpty()
        && (open.peek().column > column || begins && open.peek().column == column)) {
      open.pop();
    }
    if (open.isEmpty() || open.peek().column < column) {
      open.push(new Mapping(column));
    }
    return open.peek();
  }

  private void redactBelow(int at, int column) {
    int brace = lines[at].indexOf('{');
    if (brace >= 0) {
      lines[at] = lines[at].substring(0, brace) + Redaction.SECRET;
    }
    for (int i = at + 1; i < lines.length; i++) {
      if (!lines[i].isBlank()) {
        if (column(lines[i]) <= column) {
          return;
        }
        lines[i] = redacted(lines[i]);
      }
    }
  }

  private static String redacted(String line) {
    Matcher entry = ENTRY.matcher(line);
    return entry.matches()
        ? entry.group(1).stripTrailing() + " " + Redaction.SECRET
        : " ".repeat(line.length() - line.stripLeading().length()) + Redaction.SECRET;
  }

  private static int column(String line) {
    String stripped = line.stripLeading();
    int indent = line.length() - stripped.length();
    return stripped.startsWith("- ") ? indent + 2 : indent;
  }
}

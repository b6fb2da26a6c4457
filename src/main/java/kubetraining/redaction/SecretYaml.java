package kubetraining.redaction;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Secrets as YAML, alone or as items of a list. */
final class SecretYaml {
  private static final Pattern DATA =
      Pattern.compile("^([ \\t]*(?:- )?)[\"']?(?:data|stringData)[\"']?:[ \\t]*(\\{[^}].*)?$");
  private static final Pattern KIND =
      Pattern.compile("^[ \\t]*(?:- )?kind:[ \\t]*[\"']?Secret[\"']?[ \\t]*$");
  private static final Pattern ENTRY = Pattern.compile("^([ \\t]*[\"']?[\\w.-]+[\"']?:[ \\t]*).*$");
  private final List<String> lines;

  private SecretYaml(List<String> lines) {
    this.lines = lines;
  }

  static String redact(String text) {
    var yaml = new SecretYaml(text.lines().collect(Collectors.toList()));
    boolean changed = false;
    for (int at = 0; at < yaml.lines.size(); at++) {
      Matcher data = DATA.matcher(yaml.lines.get(at));
      if (data.matches() && yaml.besideKind(at, data.group(1).length())) {
        yaml.redactBelow(at, data.group(1).length());
        changed = true;
      }
    }
    return changed ? String.join("\n", yaml.lines) + (text.endsWith("\n") ? "\n" : "") : text;
  }

  /** Whether the object that has this key is a Secret. */
  private boolean besideKind(int at, int column) {
    return look(at, column, -1) || look(at, column, 1);
  }

  private boolean look(int at, int column, int step) {
    for (int i = at; i >= 0 && i < lines.size(); i += step) {
      String line = lines.get(i);
      if (line.isBlank()) {
        continue;
      }
      boolean item = line.stripLeading().startsWith("- ") && column(line) == column;
      if (line.startsWith("---") || column(line) < column || (item && step > 0 && i != at)) {
        return false;
      }
      if (column(line) == column && KIND.matcher(line).matches()) {
        return true;
      }
      if (item && step < 0) {
        return false;
      }
    }
    return false;
  }

  private void redactBelow(int at, int column) {
    String first = lines.get(at);
    int brace = first.indexOf('{');
    if (brace >= 0) {
      lines.set(at, first.substring(0, brace) + Mark.SECRET);
    }
    for (int i = at + 1; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isBlank() && column(line) <= column) {
        return;
      }
      if (!line.isBlank()) {
        lines.set(i, redacted(line));
      }
    }
  }

  private static String redacted(String line) {
    Matcher entry = ENTRY.matcher(line);
    return entry.matches()
        ? entry.group(1).stripTrailing() + " " + Mark.SECRET
        : " ".repeat(line.length() - line.stripLeading().length()) + Mark.SECRET;
  }

  private static int column(String line) {
    String stripped = line.stripLeading();
    int indent = line.length() - stripped.length();
    return stripped.startsWith("- ") ? indent + 2 : indent;
  }
}

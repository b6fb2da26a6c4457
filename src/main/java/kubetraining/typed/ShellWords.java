package kubetraining.typed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The words of a line, as a shell divides it: commands that {@code &&} joins, each of them a
 * pipeline. What quotes keep from the shell has a backslash here, so that {@code '$x'} and {@code
 * $x} stay two words.
 *
 * <p>Lines with more than words, quotes, pipes and {@code &&} are not divided.
 */
final class ShellWords {
  private static final String KEPT = "$`~*?";
  private static final String MORE = ";&<>()#`";

  private final List<List<List<String>>> commands = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private final String line;
  private int at;
  private boolean isWord;

  private ShellWords(String line) {
    this.line = line;
    begin();
  }

  /** Commands, each a list of the parts of its pipeline; empty if the line is not divided. */
  static Optional<List<List<List<String>>>> of(String line) {
    var words = new ShellWords(line);
    return words.read() ? Optional.of(words.commands) : Optional.empty();
  }

  private boolean read() {
    while (at < line.length()) {
      if (!readNext(line.charAt(at))) {
        return false;
      }
    }
    endWord();
    return commands.stream().flatMap(List::stream).noneMatch(List::isEmpty);
  }

  private boolean readNext(char next) {
    if (Character.isWhitespace(next)) {
      endWord();
      at++;
    } else if (line.startsWith("&&", at)) {
      endWord();
      begin();
      at += 2;
    } else if (next == '|' && !line.startsWith("||", at) && !line.startsWith("|&", at)) {
      endWord();
      pipeline().add(new ArrayList<>());
      at++;
    } else if (next == '|' || MORE.indexOf(next) >= 0 || line.startsWith("$(", at)) {
      return false;
    } else if (next == '\'' || next == '"') {
      return readQuoted(next);
    } else if (next == '\\') {
      return readEscaped();
    } else {
      add(next);
    }
    return true;
  }

  private boolean readEscaped() {
    at++;
    if (at == line.length()) {
      return false;
    }
    keep(line.charAt(at));
    return true;
  }

  private boolean readQuoted(char quote) {
    isWord = true;
    at++;
    while (at < line.length() && line.charAt(at) != quote) {
      char next = line.charAt(at);
      boolean expands = quote == '"';
      if (expands && (next == '`' || line.startsWith("$(", at))) {
        return false;
      }
      if (expands && next == '\\' && at + 1 < line.length() && isEscapable(line.charAt(at + 1))) {
        at++;
        keep(line.charAt(at));
      } else if (expands && next == '$') {
        add(next);
      } else {
        keep(next);
      }
    }
    at++;
    return at <= line.length();
  }

  private static boolean isEscapable(char next) {
    return "$`\"\\".indexOf(next) >= 0;
  }

  private void keep(char next) {
    if (KEPT.indexOf(next) >= 0) {
      word.append('\\');
    }
    add(next);
  }

  private void add(char next) {
    isWord = true;
    word.append(next);
    at++;
  }

  private void endWord() {
    if (isWord) {
      var part = pipeline();
      part.get(part.size() - 1).add(word.toString());
    }
    word.setLength(0);
    isWord = false;
  }

  private void begin() {
    var first = new ArrayList<List<String>>();
    first.add(new ArrayList<>());
    commands.add(first);
  }

  private List<List<String>> pipeline() {
    return commands.get(commands.size() - 1);
  }
}

package kubetraining.typed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words of a line, as a shell divides it: commands that {@code &&} joins, each of them a
 * pipeline. What quotes keep from the shell has a backslash here, so that {@code '$x'} and {@code
 * $x} stay two words.
 *
 * <p>Lines with more than words, quotes, pipes and {@code &&} are not divided.
 */
final class ShellWords {
  /**
   * A part of a word: as it is in single quotes, with values in double ones, one sign, and bare.
   */
  private static final Pattern PART =
      Pattern.compile(
          "(?s)'([^']*)'|\"((?:[^\"`$\\\\]++|\\\\.|\\$(?!\\())*+)\"|\\\\(.)"
              + "|[^\\p{javaWhitespace}'\"\\\\;&|<>()#`$]++|\\$(?!\\()");

  // Possessive, since a line may be very long.
  private static final Pattern NEXT =
      Pattern.compile(
          "\\G(?:(?<word>(?:"
              + PART
              + ")++)|(?<and>&&)|(?<pipe>\\|(?![|&]))|\\p{javaWhitespace}+)");

  private static final Pattern IN_DOUBLE_QUOTES = Pattern.compile("\\\\([\"\\\\])|[~*?]");

  private ShellWords() {}

  /** Commands, each a list of the parts of its pipeline; empty if the line is not divided. */
  static Optional<List<List<List<String>>>> of(String line) {
    var commands = new ArrayList<List<List<String>>>(List.of(pipeline()));
    var next = NEXT.matcher(line);
    int end = 0;
    while (next.find()) {
      end = next.end();
      var pipeline = commands.get(commands.size() - 1);
      if (next.group("word") != null) {
        pipeline.get(pipeline.size() - 1).add(word(next.group("word")));
      } else if (next.group("and") != null) {
        commands.add(pipeline());
      } else if (next.group("pipe") != null) {
        pipeline.add(new ArrayList<>());
      }
    }
    boolean isWhole = commands.stream().flatMap(List::stream).noneMatch(List::isEmpty);
    return isWhole && end == line.length() ? Optional.of(commands) : Optional.empty();
  }

  private static List<List<String>> pipeline() {
    return new ArrayList<>(List.of(new ArrayList<>()));
  }

  private static String word(String written) {
    return PART.matcher(written).results().map(ShellWords::part).collect(Collectors.joining());
  }

  private static String part(MatchResult part) {
    if (part.group(2) != null) {
      return IN_DOUBLE_QUOTES
          .matcher(part.group(2))
          .replaceAll(
              found ->
                  Matcher.quoteReplacement(
                      found.group(1) == null ? "\\" + found.group() : found.group(1)));
    }
    String kept = part.group(1) == null ? part.group(3) : part.group(1);
    return kept == null ? part.group() : kept.replaceAll("[$`~*?]", "\\\\$0");
  }
}

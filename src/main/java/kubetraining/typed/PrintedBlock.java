package kubetraining.typed;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kubetraining.redaction.Redaction;

/**
 * A block of commands as the guide prints it, and what of it was typed. It may be pasted at once or
 * typed line by line. Other commands may come in between, and a line that is typed again counts as
 * it was typed last. Blanks, comments and the way in which a long line is broken do not matter, nor
 * does it which of several ways to say the same is typed: see {@link KubectlCommand}.
 */
public final class PrintedBlock {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w++)\\}?");
  private final List<String> lines;
  private final boolean allMustSucceed;
  private final List<String> filledIn;

  /**
   * A block.
   *
   * @param allMustSucceed whether a line that has succeeded is done, even if it is typed again and
   *     then fails: what it makes is there already
   * @param variables values that may be typed in place of their names
   */
  public PrintedBlock(String commands, boolean allMustSucceed, Map<String, String> variables) {
    this.allMustSucceed = allMustSucceed;
    // What was typed was kept without secrets; so is what it is compared with.
    this.lines = lines(Redaction.redact(commands));
    this.filledIn =
        lines(
            Redaction.redact(
                VARIABLE.matcher(commands).replaceAll(each -> value(each, variables))));
  }

  private static String value(MatchResult named, Map<String, String> variables) {
    return Matcher.quoteReplacement(variables.getOrDefault(named.group(1), named.group()));
  }

  /**
   * The commands of the whole block, in its order, if all have ended.
   *
   * @param typed what may count, in the order in which it was typed
   */
  public Optional<List<TypedCommand>> in(List<TypedCommand> typed) {
    return found(typed, each -> each.exitCode() != null);
  }

  /** The same, if the last command has at least begun. */
  public Optional<List<TypedCommand>> begunIn(List<TypedCommand> typed) {
    return found(typed, each -> !each.hasEnded() || each.exitCode() != null)
        .filter(all -> all.subList(0, all.size() - 1).stream().allMatch(TypedCommand::hasEnded));
  }

  /**
   * The commands up to one that has failed, if all must succeed: whoever types need not go on to be
   * told.
   */
  public Optional<List<TypedCommand>> failedIn(List<TypedCommand> typed) {
    var taken = List.copyOf(taken(typed, each -> each.exitCode() != null).values());
    return allMustSucceed && !taken.isEmpty() && !isDone(taken.get(taken.size() - 1))
        ? Optional.of(taken)
        : Optional.empty();
  }

  /** Whether some of it was typed. */
  public boolean isStartedIn(List<TypedCommand> typed) {
    return !taken(typed, each -> true).isEmpty();
  }

  private Optional<List<TypedCommand>> found(
      List<TypedCommand> typed, Predicate<TypedCommand> counts) {
    var taken = taken(typed, counts);
    int count = taken.values().stream().mapToInt(each -> lines(each.text()).size()).sum();
    return count == lines.size() && count > 0
        ? Optional.of(List.copyOf(taken.values()))
        : Optional.empty();
  }

  /** What was typed of the block, from its first line on without a gap, by the places of lines. */
  private Map<Integer, TypedCommand> taken(
      List<TypedCommand> typed, Predicate<TypedCommand> counts) {
    Map<Integer, TypedCommand> taken = new TreeMap<>();
    int next = 0;
    for (TypedCommand each : typed) {
      var its = lines(each.text());
      if (its.isEmpty() || !counts.test(each)) {
        continue;
      }
      if (isAt(next, its)) {
        taken.put(next, each);
        next += its.size();
      } else {
        taken.keySet().stream()
            .filter(place -> isAt(place, its))
            .max(Comparator.naturalOrder())
            .filter(place -> !isDone(taken.get(place)) || isDone(each))
            .ifPresent(place -> taken.put(place, each));
      }
    }
    return taken;
  }

  private boolean isDone(TypedCommand command) {
    return !allMustSucceed || Integer.valueOf(0).equals(command.exitCode());
  }

  private boolean isAt(int place, List<String> its) {
    int end = place + its.size();
    return end <= lines.size()
        && (lines.subList(place, end).equals(its) || filledIn.subList(place, end).equals(its));
  }

  private static List<String> lines(String text) {
    return linesOf(text).stream().flatMap(line -> forms(line).stream()).toList();
  }

  /** The lines of some commands: long ones whole, and without blank ones and comments. */
  public static List<String> linesOf(String commands) {
    return commands
        .replaceAll("\\\\\\r?\\n", " ")
        .lines()
        .map(line -> line.strip().replaceAll("\\s+", " "))
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  /** One form for all ways of saying a line: of each command of it, which {@code &&} joins. */
  static List<String> forms(String line) {
    return ShellWords.of(line)
        .map(commands -> commands.stream().map(PrintedBlock::form).toList())
        .orElse(List.of(line));
  }

  private static String form(List<List<String>> pipeline) {
    return pipeline.stream()
        .map(words -> KubectlCommand.of(words).map(KubectlCommand::form).orElse(words))
        .map(words -> String.join("\u0001", words))
        .collect(Collectors.joining("\u0002"));
  }
}

package kubetraining.trainee;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kubetraining.remote.CommandResult;
import kubetraining.typed.TypedCommand;
import org.jspecify.annotations.Nullable;

/**
 * A block as it was typed.
 *
 * @param key of its newest command
 * @param at when that began
 * @param result null if it had not ended when it counted
 */
public record Typed(String key, Instant at, @Nullable CommandResult result) {
  private static final Pattern WARNING = Pattern.compile("(?m)^Warning: .*\\n\\n?");
  private static final String ELSEWHERE = "done in another way at ";

  /** One that was not typed: what it is for was done in another way. */
  static Typed elsewhere(String machine, Block block, Instant at) {
    var result = new CommandResult(machine, block.commands(), 0, "", "", at);
    return new Typed(ELSEWHERE + at, at, result);
  }

  /** Whether it was not typed. */
  public boolean wasElsewhere() {
    return key.startsWith(ELSEWHERE);
  }

  /** One that was typed as these commands. */
  static Typed of(String machine, Block block, List<TypedCommand> commands) {
    var newest = Collections.max(commands, Comparator.comparing(TypedCommand::startedAt));
    boolean ended = commands.stream().allMatch(TypedCommand::hasEnded);
    return new Typed(
        newest.key(), newest.startedAt(), ended ? result(machine, block, commands) : null);
  }

  private static CommandResult result(String machine, Block block, List<TypedCommand> commands) {
    var exits =
        commands.stream().map(each -> Objects.requireNonNullElse(each.exitCode(), 255)).toList();
    int lastExit = exits.get(exits.size() - 1);
    int exit =
        block.allMustSucceed()
            ? exits.stream().filter(each -> each != 0).findFirst().orElse(0)
            : lastExit;
    String shown = commands.stream().map(TypedCommand::output).collect(Collectors.joining());
    // A terminal has one stream; of what kubectl writes to the other one, warnings can be told.
    var warnings = WARNING.matcher(shown);
    String rest = warnings.replaceAll("");
    String warned =
        warnings.reset().results().map(MatchResult::group).collect(Collectors.joining());
    var end = commands.get(commands.size() - 1).lastSeen();
    return new CommandResult(machine, block.commands(), exit, rest, warned, end);
  }
}

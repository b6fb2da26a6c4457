package kubetraining.steps;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import kubetraining.host.Texts;
import kubetraining.remote.CommandResult;
import kubetraining.run.TrainingRun;

/** What the trainee types in the course of a scenario, with a note of each command. */
public final class Typing {
  private static final String STOP_AT_FAILURE = "set -e\n";
  private final TrainingRun run;
  private final ScenarioNotes notes;
  private String secondTerminal = "";

  public Typing(TrainingRun run, ScenarioNotes notes) {
    this.run = run;
    this.notes = notes;
  }

  /** Commands of the guide, all of which must succeed. */
  void runs(String machine, String commands) {
    var result = types(machine, STOP_AT_FAILURE + variables(), commands);
    notes.ran(result);
    mustHaveSucceeded(result);
  }

  /** Commands that may fail. */
  void tries(String machine, String commands) {
    notes.ran(types(machine, variables(), commands));
  }

  /** Commands that go on while others are typed in another terminal. */
  void starts(String machine, String commands) {
    String script = STOP_AT_FAILURE + variables() + commands;
    run.requireTyping(machine, script);
    secondTerminal = machine;
    var started =
        CompletableFuture.supplyAsync(
            () -> typed(machine, script), task -> new Thread(task, "second-terminal").start());
    notes.started(started.thenApply(result -> asPrinted(result, commands)));
  }

  /** Does from the first terminal what Ctrl+C does in the second, where a program runs. */
  void interrupts(String program) {
    tries(secondTerminal, "pkill -INT -x " + program);
  }

  /**
   * What a scenario needs before it begins, or leaves undone in the end. The guide does not print
   * it here, but the report shows it among the commands.
   */
  public CommandResult prepares(String machine, String commands) {
    var result = types(machine, STOP_AT_FAILURE, commands);
    notes.prepared(asPrinted(result, "# preparation\n" + commands));
    return result.orSuiteFault();
  }

  static void mustHaveSucceeded(CommandResult result) {
    var unused = result.orThrow();
  }

  private CommandResult types(String machine, String first, String commands) {
    run.awaiting(Texts.of("'%s' on %s", commands.lines().findFirst().orElse(""), machine));
    var result = typed(machine, first + commands);
    run.awaiting("");
    return asPrinted(result, commands);
  }

  /** What appears meanwhile is the trainee's work. */
  private CommandResult typed(String machine, String script) {
    return run.section().ledger().whileTyping(() -> run.trainee().types(machine, script));
  }

  private String variables() {
    return notes.variables().entrySet().stream()
        .map(each -> Texts.of("export %s='%s'\n", each.getKey(), each.getValue()))
        .collect(Collectors.joining());
  }

  // The lines before the printed commands only set up the shell; no reader needs to see them.
  private static CommandResult asPrinted(CommandResult result, String commands) {
    return new CommandResult(
        result.machine(),
        commands,
        result.exitCode(),
        result.stdout(),
        result.stderr(),
        result.ended());
  }
}

package kubetraining.steps;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import kubetraining.host.Texts;
import kubetraining.remote.CommandResult;
import kubetraining.run.TrainingRun;
import kubetraining.trainee.Block;
import kubetraining.wait.ToDoException;

/** What the trainee types in the course of a scenario, with a note of each command. */
public final class Typing {
  private final TrainingRun run;
  private final ScenarioNotes notes;
  private String secondTerminal = "";

  public Typing(TrainingRun run, ScenarioNotes notes) {
    this.run = run;
    this.notes = notes;
  }

  /** Commands of the guide, all of which must succeed. */
  void runs(String machine, String commands) {
    var result = types(machine, block(commands, true));
    notes.ran(result);
    mustHaveSucceeded(result);
  }

  /** Commands that may fail. */
  void tries(String machine, String commands) {
    notes.ran(types(machine, block(commands, false)));
  }

  /** Commands that go on while others are typed in another terminal. */
  void starts(String machine, String commands) {
    var block = block(commands, true);
    run.requireTyping(machine, block.script());
    secondTerminal = machine;
    var rest = run.trainee().begins(machine, block);
    var started =
        CompletableFuture.supplyAsync(
            () -> run.section().ledger().whileTyping(rest),
            task -> new Thread(task, "second-terminal").start());
    notes.started(started.thenApply(result -> result.of(commands)));
  }

  /** Does from the first terminal what Ctrl+C does in the second, where a program runs. */
  void interrupts(String program) {
    if (run.observation().isEmpty()) {
      tries(secondTerminal, "pkill -INT -x " + program);
    } else if (notes.started().isDone()) {
      notes.ran(notes.started().join());
    } else {
      throw new ToDoException(
          Texts.of(
              "end %s, in the terminal in which it runs; if that is closed, stop observe, and start it"
                  + " with --redo",
              program),
          secondTerminal,
          List.of(ToDoException.INTERRUPT));
    }
  }

  /**
   * What a scenario needs before it begins, or leaves undone in the end. The guide does not print
   * it here, but the report shows it among the commands.
   */
  public CommandResult prepares(String machine, String commands) {
    var result = types(machine, Block.of(commands));
    notes.prepared(result.of("# preparation\n" + commands));
    return run.observation().isPresent() ? result.orThrow() : result.orSuiteFault();
  }

  static void mustHaveSucceeded(CommandResult result) {
    var unused = result.orThrow();
  }

  private CommandResult types(String machine, Block block) {
    String commands = block.commands();
    run.awaiting(Texts.of("'%s' on %s", commands.lines().findFirst().orElse(""), machine));
    // What appears meanwhile is the trainee's work.
    var result = run.section().ledger().whileTyping(() -> run.trainee().types(machine, block));
    run.awaiting("");
    // The lines before the printed commands only set up the shell; no reader needs to see them.
    return result.of(commands);
  }

  private Block block(String commands, boolean allMustSucceed) {
    return new Block(commands, allMustSucceed, notes.variables());
  }
}

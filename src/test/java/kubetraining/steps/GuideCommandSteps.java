package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.remote.CommandResult;
import kubetraining.run.TrainingRun;

/** The commands of the guide, run exactly as they are printed. */
public final class GuideCommandSteps {
  private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");
  private static final Pattern API_SERVER =
      Pattern.compile("control plane is running at https://([^:/\\s]+):6443");
  private final TrainingRun run;
  private final ScenarioNotes notes;

  public GuideCommandSteps(TrainingRun run, ScenarioNotes notes) {
    this.run = run;
    this.notes = notes;
  }

  @When("the trainee runs on {machine}:")
  @When("meanwhile the trainee runs on {machine}:")
  public void runs(String machine, String commands) {
    mustHaveSucceeded(type(machine, commands, "set -e\n"));
  }

  @When("the trainee tries on {machine}:")
  public void tries(String machine, String commands) {
    type(machine, commands, "");
  }

  @When("the trainee starts on {machine}:")
  public void starts(String machine, String commands) {
    String script = "set -e\n" + variables() + commands;
    var started =
        CompletableFuture.supplyAsync(
            () -> run.cluster().shell(machine).run(script, Limit.GUIDE_COMMAND.duration()),
            task -> new Thread(task, "second-terminal").start());
    notes.started(started.thenApply(result -> asPrinted(result, commands)));
  }

  @Then("the command that was started succeeds")
  public void startedSucceeds() {
    var unused =
        run.eventually(
            Limit.GUIDE_COMMAND,
            "the command that was started to end",
            () -> notes.started().isDone() ? "it has ended" : "it still runs",
            "it has ended"::equals);
    var result = notes.started().join();
    notes.ran(result);
    mustHaveSucceeded(result);
  }

  @Then("the command fails with {string}")
  public void fails(String message) {
    var answer = notes.answer();
    assertThat(answer.exitCode()).as("exit code of %s", inWords(answer)).isNotZero();
    assertThat(answer.stderr() + answer.stdout())
        .as("what %s printed", inWords(answer))
        .contains(message);
  }

  @Then("the answer is {string}")
  public void answerIs(String expected) {
    assertThat(notes.answer().stdout().strip())
        .as("answer to %s, which also said: %s", inWords(notes.answer()), notes.answer().stderr())
        .isEqualTo(expected);
  }

  @Then("the last line of the answer is {string}")
  public void lastLineIs(String expected) {
    assertThat(notes.answer().stdout().strip().lines().toList())
        .as("answer to %s", inWords(notes.answer()))
        .last()
        .isEqualTo(expected);
  }

  @When("the trainee keeps the address of the API server as {word}")
  public void keepsApiServer(String variable) {
    String answer = COLOURS.matcher(notes.answer().stdout()).replaceAll("");
    var address = API_SERVER.matcher(answer);
    assertThat(address.find())
        .as("an address 'https://...:6443' in the answer of kubectl cluster-info: %s", answer)
        .isTrue();
    notes.variables().put(variable, address.group(1));
  }

  private CommandResult type(String machine, String commands, String first) {
    run.awaiting(Texts.of("'%s' on %s", commands.lines().findFirst().orElse(""), machine));
    var result =
        run.cluster()
            .shell(machine)
            .run(first + variables() + commands, Limit.GUIDE_COMMAND.duration());
    run.awaiting("");
    var printed = asPrinted(result, commands);
    notes.ran(printed);
    return printed;
  }

  private String variables() {
    return notes.variables().entrySet().stream()
        .map(each -> Texts.of("export %s='%s'\n", each.getKey(), each.getValue()))
        .collect(Collectors.joining());
  }

  // What stands before the printed commands only sets the shell up; no reader needs to see it.
  private static CommandResult asPrinted(CommandResult result, String commands) {
    return new CommandResult(
        result.machine(), commands, result.exitCode(), result.stdout(), result.stderr());
  }

  private static void mustHaveSucceeded(CommandResult result) {
    var unused = result.orThrow();
  }

  private static String inWords(CommandResult result) {
    return Texts.of("'%s' on %s", result.command(), result.machine());
  }
}

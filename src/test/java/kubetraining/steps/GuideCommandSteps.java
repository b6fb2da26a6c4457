package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.regex.Pattern;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.remote.CommandResult;
import kubetraining.run.TrainingRun;

/** The trainee: types the commands of the guide exactly as they are printed. */
public final class GuideCommandSteps {
  private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");
  private static final Pattern API_SERVER =
      Pattern.compile("control plane is running at https://([^:/\\s]+):6443");
  private static final String ENDED = "it has ended";
  private final TrainingRun run;
  private final ScenarioNotes notes;
  private final Typing typing;

  public GuideCommandSteps(TrainingRun run, ScenarioNotes notes, Typing typing) {
    this.run = run;
    this.notes = notes;
    this.typing = typing;
  }

  @When("the trainee runs on {machine}:")
  @When("meanwhile the trainee runs on {machine}:")
  public void runs(String machine, String commands) {
    typing.runs(machine, commands);
  }

  @When("the trainee tries on {machine}:")
  public void tries(String machine, String commands) {
    typing.tries(machine, commands);
  }

  @When("the trainee starts on {machine}:")
  public void starts(String machine, String commands) {
    typing.starts(machine, commands);
  }

  @When("the trainee presses Ctrl+C in that terminal")
  public void interrupts() {
    typing.interrupts("hey");
    notes.load().ended(notes.answer().ended());
    var unused =
        run.ofLab()
            .eventually(
                Limit.COMMAND,
                "hey to end, now that it was interrupted",
                this::started,
                ENDED::equals);
    noteEndOfStarted();
  }

  @Then("the command that was started succeeds")
  public void startedSucceeds() {
    var unused =
        run.eventually(
            Limit.GUIDE_COMMAND,
            "the command that was started to end",
            this::started,
            ENDED::equals);
    noteEndOfStarted();
    Typing.mustHaveSucceeded(notes.answer());
  }

  private String started() {
    return notes.started().isDone() ? ENDED : "it still runs";
  }

  private void noteEndOfStarted() {
    notes.ran(notes.started().join());
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
    assertThat(notes.said().strip())
        .as("answer to %s, which also said: %s", inWords(notes.answer()), notes.answer().stderr())
        .isEqualTo(expected);
  }

  @Then("the last line of the answer is {string}")
  public void lastLineIs(String expected) {
    assertThat(notes.said().strip().lines().toList())
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

  private static String inWords(CommandResult result) {
    return Texts.of("'%s' on %s", result.command(), result.machine());
  }
}

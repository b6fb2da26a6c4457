package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;
import java.util.regex.Pattern;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.run.TrainingRun;

/** The trainee: types the commands of the guide exactly as they are printed. */
public record GuideCommandSteps(TrainingRun run, ScenarioNotes notes, Typing typing) {
  private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");
  private static final Pattern API_SERVER =
      Pattern.compile("control plane is running at https://([^:/\\s]+):6443");
  private static final String ENDED = "it has ended";

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
                Limit.COMMAND, "hey to end after it was interrupted", this::started, ENDED::equals);
    noteEndOfStarted();
  }

  @Then("the command that was started succeeds")
  public void startedSucceeds() {
    var unused =
        run.eventually(
            Limit.GUIDE_COMMAND, "the started command to end", this::started, ENDED::equals);
    noteEndOfStarted();
    Typing.mustHaveSucceeded(notes.answer());
  }

  private String started() {
    return notes.started().isDone() ? ENDED : "it is still running";
  }

  private void noteEndOfStarted() {
    notes.ran(notes.started().join());
  }

  @Then("the command fails with {string}")
  public void fails(String message) {
    var answer = notes.answer();
    assertThat(answer.exitCode()).as("exit code of %s", command()).isNotZero();
    assertThat(answer.stderr() + answer.stdout()).as("output of %s", command()).contains(message);
  }

  @Then("the output is {string}")
  public void answerIs(String expected) {
    assertThat(notes.said().strip()).as(output()).isEqualTo(expected);
  }

  @Then("the last line of the output is {string}")
  public void lastLineIs(String expected) {
    assertThat(notes.said().strip().lines().toList()).as(output()).last().isEqualTo(expected);
  }

  @When("the trainee keeps the address of the API server as {word}")
  public void keepsApiServer(String variable) {
    String answer = COLOURS.matcher(notes.answer().stdout()).replaceAll("");
    var address = API_SERVER.matcher(answer);
    assertThat(address.find())
        .as("an address 'https://...:6443' in the output of kubectl cluster-info: %s", answer)
        .isTrue();
    notes.variables().put(variable, address.group(1));
  }

  @Then("the output is:")
  public void linesAre(List<String> expected) {
    assertThat(notes.said().strip().lines().toList()).as(output()).isEqualTo(expected);
  }

  @Then("the output contains, in this order:")
  public void says(List<String> expected) {
    assertThat(notes.said()).as(output()).containsSubsequence(expected);
  }

  /** Whatever a terminal shows: also what a program says besides its result. */
  @Then("the output contains {string}")
  public void contains(String words) {
    String besides = notes.answer().stderr();
    assertThat(besides.isBlank() ? notes.said() : notes.answer().stdout() + besides)
        .as(output())
        .contains(words);
  }

  @Then("the output contains {machines}")
  public void names(List<String> machines) {
    assertThat(notes.said()).as(output()).contains(machines);
  }

  @Then("the output contains none of {machines}")
  public void namesNone(List<String> machines) {
    assertThat(notes.said()).as(output()).doesNotContain(machines);
  }

  private String command() {
    return Texts.of("'%s' on %s", notes.answer().command(), notes.answer().machine());
  }

  private String output() {
    String besides = notes.answer().stderr();
    return Texts.of(
        "output of %s%s",
        command(), besides.isBlank() ? "" : ", which printed on standard error: " + besides);
  }
}

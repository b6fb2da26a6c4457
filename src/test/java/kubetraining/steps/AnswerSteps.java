package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import java.util.List;
import kubetraining.host.Texts;
import kubetraining.remote.CommandResult;

/** What a command of the guide printed, read line by line or word by word. */
public final class AnswerSteps {
  private final ScenarioNotes notes;

  public AnswerSteps(ScenarioNotes notes) {
    this.notes = notes;
  }

  @Then("the lines of the answer are:")
  public void linesAre(List<String> expected) {
    assertThat(notes.said().strip().lines().toList()).as(command()).isEqualTo(expected);
  }

  @Then("the answer says, one after the other:")
  public void says(List<String> expected) {
    assertThat(notes.said()).as(command()).containsSubsequence(expected);
  }

  @Then("the answer contains {string}")
  public void contains(String words) {
    assertThat(notes.said()).as(command()).contains(words);
  }

  @Then("the answer names {machines}")
  public void names(List<String> machines) {
    assertThat(notes.said()).as(command()).contains(machines);
  }

  @Then("the answer names none of {machines}")
  public void namesNone(List<String> machines) {
    assertThat(notes.said()).as(command()).doesNotContain(machines);
  }

  private String command() {
    CommandResult answer = notes.answer();
    return Texts.of(
        "answer to '%s' on %s, which also said: %s",
        answer.command(), answer.machine(), answer.stderr());
  }
}

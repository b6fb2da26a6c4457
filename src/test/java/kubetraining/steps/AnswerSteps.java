package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import java.util.List;

/** What a command of the guide printed, read line by line. */
public final class AnswerSteps {
  private final ScenarioNotes notes;

  public AnswerSteps(ScenarioNotes notes) {
    this.notes = notes;
  }

  @Then("the lines of the answer are:")
  public void linesAre(List<String> expected) {
    assertThat(notes.answer().stdout().strip().lines().toList())
        .as(
            "answer to '%s', which also said: %s",
            notes.answer().command(), notes.answer().stderr())
        .isEqualTo(expected);
  }

  @Then("the answer says, one after the other:")
  public void says(List<String> expected) {
    assertThat(notes.answer().stdout())
        .as(
            "answer to '%s', which also said: %s",
            notes.answer().command(), notes.answer().stderr())
        .containsSubsequence(expected);
  }
}

package kubetraining.steps;

import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import kubetraining.run.TrainingRun;

/** How a section ends: with everything of it removed, and proof of that. */
public record SectionSteps(TrainingRun run) {

  @When("everything of this section is removed")
  public void everythingRemoved() {
    run.section().clearAway();
  }

  @Then("the cluster holds what it held before this section")
  public void holdsWhatItHeld() {
    run.section().holdsWhatItHeld();
  }
}

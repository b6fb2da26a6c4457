package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import kubetraining.run.TrainingRun;

/** Giving back, shown on a second lab. */
public final class TeardownSteps {
  private final TrainingRun run;
  private final ScenarioNotes notes;

  public TeardownSteps(TrainingRun run, ScenarioNotes notes) {
    this.run = run;
    this.notes = notes;
  }

  @Given("a second lab of one machine, without Kubernetes")
  public void secondLab() {
    var lab = run.labs().openSpare();
    notes.undo().push("give back lab " + lab.name(), lab::release);
    notes.spareLab(lab);
  }

  @Then("a look by its tag finds that machine")
  public void finds() {
    var lab = notes.spareLab();
    var instances = lab.facts().instances();
    assertThat(instances).as("instances of lab '%s'", lab.name()).hasSize(1);
    String id = instances.get(0).id();
    assertThat(lab.leftovers())
        .as("what carries the tag of lab '%s'", lab.name())
        .anyMatch(left -> left.id().contains(id));
  }

  @When("the second lab is given back")
  public void givenBack() {
    notes.spareLab().release();
  }

  @Then("a look by its tag finds nothing")
  public void findsNothing() {
    assertThat(notes.spareLab().leftovers())
        .as("what still carries the tag of lab '%s'", notes.spareLab().name())
        .isEmpty();
  }
}

package kubetraining.steps;

import io.cucumber.java.After;
import io.cucumber.java.AfterAll;
import io.cucumber.java.Before;
import io.cucumber.java.Scenario;
import kubetraining.report.ChallengeMark;

/** What happens around scenarios: evidence first, then undo; at the very end the lab goes back. */
public final class TrainingHooks {
  private final TrainingRun run;
  private final ScenarioNotes notes;

  public TrainingHooks(TrainingRun run, ScenarioNotes notes) {
    this.run = run;
    this.notes = notes;
  }

  @Before(order = 0)
  public void carriedOut(Scenario scenario) {
    // Cucumber's messages know no fields of ours; what is attached stands in them all the same.
    String challenge = run.labs().config().signing().challenge();
    if (!challenge.isEmpty()) {
      scenario.attach(challenge, "text/plain", ChallengeMark.NAME);
    }
    // First of all: whatever else is done here may take long on a lab that does not answer.
    run.requireUnblocked();
    run.recorder().carriedOut();
    run.sections().enter(scenario.getUri());
  }

  @After(order = 20_000)
  public void keepEvidence(Scenario scenario) {
    new Evidence(run, notes, scenario).keep();
  }

  @After(order = 10_000)
  public void undo() {
    notes.undo().close();
  }

  @AfterAll
  public static void giveLabBack() {
    TrainingRun.CURRENT.finish();
  }
}

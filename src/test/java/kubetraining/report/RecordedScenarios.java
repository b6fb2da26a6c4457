package kubetraining.report;

import java.time.Duration;
import kubetraining.course.Ending;
import kubetraining.course.Outcome;
import kubetraining.course.PlannedScenario;

/** Lets tests of other rooms tell a recorder what Cucumber would. */
public record RecordedScenarios(RunRecorder recorder) {
  public void started(PlannedScenario scenario) {
    recorder.scenarioStarted(scenario.file(), scenario.line(), scenario.name());
  }

  public void ended(Outcome outcome) {
    recorder.scenarioEnded(outcome, Duration.ZERO, "");
  }

  public void ended(PlannedScenario scenario, Outcome outcome) {
    started(scenario);
    ended(outcome);
  }

  public void blocked(PlannedScenario scenario, String by) {
    started(scenario);
    var unused = recorder.scenarioEnded(Ending.blocked("blocked", by), "", Duration.ZERO);
  }
}

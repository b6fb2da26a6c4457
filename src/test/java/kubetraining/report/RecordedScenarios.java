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
    ended(recorder, outcome, Duration.ZERO, "");
  }

  /** As the recorder is told of an ending whose message says all. */
  static void ended(RunRecorder recorder, Outcome outcome, Duration took, String message) {
    var unused = recorder.scenarioEnded(Ending.of(outcome, message), "", took);
  }

  public void ended(PlannedScenario scenario, Outcome outcome) {
    started(scenario);
    ended(outcome);
  }
}

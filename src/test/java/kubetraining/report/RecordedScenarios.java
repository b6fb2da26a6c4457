package kubetraining.report;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import kubetraining.course.Ending;
import kubetraining.course.Outcome;
import kubetraining.course.PlannedScenario;

/** Lets tests of other rooms tell a recorder what Cucumber would. */
public record RecordedScenarios(RunRecorder recorder) {
  /** A run of a guide with one section, whose report goes to a folder. */
  public static RecordedScenarios in(Path reports, List<PlannedScenario> guide) {
    var plan = SampleReport.planOf(Map.of("section-1", "1. The lab"), guide);
    return new RecordedScenarios(SampleReport.recorder(reports, plan));
  }

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

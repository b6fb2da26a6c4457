package kubetraining.report;

import java.util.List;
import java.util.Map;

/** One scenario as a snapshot of the run shows it. */
record ScenarioRecord(
    PlannedScenario scenario,
    boolean selected,
    Outcome outcome,
    double seconds,
    String message,
    boolean allowed,
    List<ProgressReport.Wait> waits,
    List<String> evidence,
    Map<String, Object> facts) {

  boolean essential() {
    return scenario.tags().contains("@essential");
  }
}

package kubetraining.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kubetraining.wait.WaitRecord;

/** What is known of one scenario so far. Guarded by its recorder. */
final class ScenarioEntry {
  private final PlannedScenario scenario;
  private final boolean selected;
  private final List<String> evidence = new ArrayList<>();
  private final Map<String, Object> facts = new LinkedHashMap<>();
  private Outcome outcome = Outcome.NOT_REACHED;
  private Duration took = Duration.ZERO;
  private String message = "";
  private boolean carriedOut;
  private boolean allowed;
  private List<WaitRecord> waits = List.of();

  ScenarioEntry(PlannedScenario scenario, boolean selected) {
    this.scenario = scenario;
    this.selected = selected;
  }

  PlannedScenario scenario() {
    return scenario;
  }

  boolean selected() {
    return selected;
  }

  List<String> evidence() {
    return evidence;
  }

  Map<String, Object> facts() {
    return facts;
  }

  void start() {
    outcome = Outcome.UNDER_WAY;
  }

  void carriedOut() {
    carriedOut = true;
  }

  boolean isCarriedOut() {
    return carriedOut;
  }

  void end(Outcome howItEnded, Duration length, String why, List<WaitRecord> itsWaits) {
    outcome = howItEnded;
    took = length;
    message = why;
    waits = itsWaits;
  }

  /** It was not attempted, which is allowed. */
  void allow() {
    allowed = true;
  }

  ScenarioRecord snapshot() {
    return new ScenarioRecord(
        scenario,
        selected,
        outcome,
        seconds(took),
        message,
        allowed,
        waits.stream()
            .map(w -> new ProgressReport.Wait(w.what(), seconds(w.limit()), seconds(w.took())))
            .toList(),
        List.copyOf(evidence),
        new LinkedHashMap<>(facts));
  }

  static ProgressReport.Scenario published(ScenarioRecord record) {
    return new ProgressReport.Scenario(
        record.scenario().id(),
        record.scenario().name(),
        record.scenario().section(),
        record.scenario().tags(),
        record.outcome(),
        record.seconds(),
        record.message(),
        record.allowed(),
        record.waits(),
        record.evidence(),
        record.facts());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}

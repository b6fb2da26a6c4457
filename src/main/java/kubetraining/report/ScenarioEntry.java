package kubetraining.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kubetraining.course.Ending;
import kubetraining.course.Outcome;
import kubetraining.course.PlannedScenario;
import kubetraining.course.Standing;
import kubetraining.wait.WaitRecord;
import org.jspecify.annotations.Nullable;

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
  private final List<ProgressReport.Command> commands = new ArrayList<>();
  private @Nullable Instant startedAt;
  private String blockedBy = "";
  private ProgressReport.@Nullable Failure failure;

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

  List<ProgressReport.Command> commands() {
    return commands;
  }

  List<String> evidence() {
    return evidence;
  }

  Map<String, Object> facts() {
    return facts;
  }

  void start(Instant now) {
    startedAt = now;
    outcome = Outcome.UNDER_WAY;
  }

  void carriedOut() {
    carriedOut = true;
  }

  boolean isCarriedOut() {
    return carriedOut;
  }

  /**
   * It has ended.
   *
   * @param step where it failed, as it is written; empty if in none
   */
  void end(Ending ending, String step, Duration length, List<WaitRecord> itsWaits) {
    outcome = ending.outcome();
    took = length;
    message = ending.message();
    blockedBy = ending.blockedBy();
    waits = itsWaits;
    failure =
        outcome.failed()
            ? new ProgressReport.Failure(
                step, ending.expected(), ending.seen(), NextStep.after(scenario, outcome))
            : null;
  }

  Standing standing() {
    return new Standing(outcome, allowed, blockedBy);
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
        startedAt,
        seconds(took),
        message,
        blockedBy,
        failure,
        allowed,
        List.copyOf(commands),
        waits.stream().map(ScenarioEntry::published).toList(),
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
        record.startedAt(),
        record.seconds(),
        record.message(),
        record.blockedBy(),
        record.failure(),
        record.allowed(),
        record.commands(),
        record.waits(),
        record.evidence(),
        record.facts());
  }

  private static ProgressReport.Wait published(WaitRecord wait) {
    return new ProgressReport.Wait(
        wait.what(),
        wait.holding(),
        seconds(wait.limit()),
        seconds(wait.took()),
        wait.polls(),
        wait.satisfied(),
        wait.firstSeen(),
        wait.lastSeen(),
        wait.atRisk());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}

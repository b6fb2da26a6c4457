package kubetraining.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kubetraining.course.Ending;
import kubetraining.course.Outcome;
import kubetraining.course.PlannedScenario;
import kubetraining.course.Standing;
import kubetraining.course.Verdict;
import kubetraining.wait.WaitRecord;
import org.jspecify.annotations.Nullable;

/** What is known of one scenario so far. Its recorder writes it down here, and guards it. */
final class ScenarioEntry {
  private static final String ADVICE = "**If it fails**";

  final PlannedScenario scenario;
  final boolean selected;
  final List<ProgressReport.Command> commands = new ArrayList<>();
  final List<String> evidence = new ArrayList<>();
  final Map<String, Object> facts = new LinkedHashMap<>();
  boolean carriedOut;
  boolean allowed;
  private Ending ending = Ending.of(Outcome.NOT_REACHED, "");
  private String failedStep = "";
  private Duration took = Duration.ZERO;
  private List<WaitRecord> waits = List.of();
  @Nullable Instant startedAt;

  ScenarioEntry(PlannedScenario scenario, boolean selected) {
    this.scenario = scenario;
    this.selected = selected;
  }

  void start(Instant now) {
    startedAt = now;
    ending = Ending.of(Outcome.UNDER_WAY, "");
  }

  /**
   * It has ended.
   *
   * @param step where it failed, as it is written; empty if in none
   */
  void end(Ending how, String step, Duration length, List<WaitRecord> itsWaits) {
    ending = how;
    failedStep = step;
    took = length;
    waits = itsWaits;
  }

  Standing standing() {
    return new Standing(ending.outcome(), allowed, ending.blockedBy());
  }

  Verdict.Part part() {
    return new Verdict.Part(ending.outcome(), selected, allowed, scenario.tags());
  }

  ProgressReport.Scenario published() {
    return new ProgressReport.Scenario(
        scenario.id(),
        scenario.name(),
        scenario.section(),
        scenario.tags(),
        ending.outcome(),
        startedAt,
        seconds(took),
        ending.message(),
        ending.blockedBy(),
        failure(),
        allowed,
        List.copyOf(commands),
        waits.stream().map(ScenarioEntry::published).toList(),
        List.copyOf(evidence),
        new LinkedHashMap<>(facts));
  }

  private ProgressReport.@Nullable Failure failure() {
    var outcome = ending.outcome();
    String next = next(scenario, outcome);
    return outcome.failed()
        ? new ProgressReport.Failure(failedStep, ending.expected(), ending.seen(), next)
        : null;
  }

  private static ProgressReport.Wait published(WaitRecord wait) {
    double limit = seconds(wait.limit());
    double took = seconds(wait.took());
    String first = wait.firstSeen();
    String last = wait.lastSeen();
    boolean well = wait.satisfied();
    return new ProgressReport.Wait(
        wait.what(), wait.holding(), limit, took, wait.polls(), well, first, last, wait.atRisk());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  /** What to do about it: what the guide says, or else what helps. */
  private static String next(PlannedScenario scenario, Outcome outcome) {
    String advice = advice(scenario.text().prose());
    String helps = byOutcome(outcome);
    return switch (outcome) {
      case SUITE_FAULT -> helps;
      case LAB_FAULT -> (helps + " " + advice).strip();
      default -> advice.isEmpty() ? helps : advice;
    };
  }

  private static String advice(String prose) {
    return Arrays.stream(prose.split("\\n\\s*\\n"))
        .map(String::strip)
        .filter(paragraph -> paragraph.startsWith(ADVICE))
        .map(paragraph -> paragraph.lines().map(String::strip).collect(Collectors.joining(" ")))
        .collect(Collectors.joining(" "));
  }

  private static String byOutcome(Outcome outcome) {
    return switch (outcome) {
      case NOT_YET -> "Do what this scenario asks for, in the given order, and run it again.";
      case TIMEOUT ->
          "Look at what was last seen. If it was nearly there, run again with more patience:"
              + " -Dlab.patience=2. If not, read the evidence.";
      case LAB_FAULT ->
          "You are not to blame: the lab failed. Run './training status', then './training down',"
              + " and run again.";
      case SUITE_FAULT ->
          "You are not to blame: this is a fault of the suite. Please report it, with the folder"
              + " reports/. Trying once more might help.";
      default -> "Compare what was expected with what was seen; the evidence has more.";
    };
  }
}

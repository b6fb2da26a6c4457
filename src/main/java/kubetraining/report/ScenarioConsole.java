package kubetraining.report;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import kubetraining.course.Outcome;
import kubetraining.host.Texts;

/** Shows the scenarios of a run on the console, a line each, and the summary at its end. */
public final class ScenarioConsole {
  private final ConsoleProgress console;
  private final Path reports;
  private final Path log;
  private final Set<String> blockers = new HashSet<>();
  private String section = "";
  private String scenario = "";

  /**
   * Shows them.
   *
   * @param reports the folder of the run's reports
   * @param log the folder of its details
   */
  public ScenarioConsole(ConsoleProgress console, Path reports, Path log) {
    this.console = console;
    this.reports = reports;
    this.log = log;
  }

  void started(RunRecorder.Place place, String name) {
    if (!place.section().equals(section)) {
      section = place.section();
      console.line("");
      console.line(section);
    }
    scenario = Texts.of("[%d/%d] %s", place.number(), place.of(), name);
    console.subject(scenario);
  }

  void ended(ProgressReport.Scenario ended) {
    console.subject("");
    if (ended.outcome() == Outcome.BLOCKED) {
      blocked(ended);
      return;
    }
    console.line(Texts.of("%s ... %s %.1f s", scenario, ended.outcome(), ended.seconds()));
    ScenarioWords.why(ended).stream().flatMap(String::lines).forEach(this::indented);
    ScenarioWords.atRisk(ended).forEach(this::indented);
  }

  // One cause, one message: the first that a scenario blocks is told, the others at the end.
  private void blocked(ProgressReport.Scenario ended) {
    if (blockers.add(ended.blockedBy().isEmpty() ? ended.message() : ended.blockedBy())) {
      console.line(scenario + " ... BLOCKED");
      ended.message().lines().forEach(this::indented);
      indented("Other scenarios that this blocks are not listed, but counted at the end.");
    }
  }

  private void indented(String line) {
    console.line("      " + line);
  }

  void summary(ProgressReport report) {
    console.release();
    console.line("");
    for (var each : report.sections()) {
      console.line(Texts.of("%-14s %s", each.verdict(), each.title()));
    }
    console.line(new ProgressText(report).headline());
    var checks = report.run().checks();
    if (checks != null) {
      console.line(checks.words());
    }
    ScenarioWords.blocked(report).forEach(console::line);
    report.complaints().forEach(complaint -> console.line("also: " + complaint));
    if (report.leftovers() != null) {
      report.leftovers().forEach(left -> console.line("left behind: " + left));
    }
    console.line(
        Texts.of(
            "Report: %s (data: progress.json), details: %s",
            reports.resolve("progress.md"), log.resolve("training.log")));
  }
}

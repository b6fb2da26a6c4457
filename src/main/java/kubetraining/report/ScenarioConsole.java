package kubetraining.report;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import kubetraining.course.Outcome;

/** Shows the scenarios of a run on the console, a line each, and the summary at its end. */
public final class ScenarioConsole {
  private final ConsoleProgress console;
  private final Path reports;
  private String section = "";
  private String scenario = "";

  public ScenarioConsole(ConsoleProgress console, Path reports) {
    this.console = console;
    this.reports = reports;
  }

  void started(RunRecorder.Place place, String name) {
    if (!place.section().equals(section)) {
      section = place.section();
      console.line("");
      console.line(section);
    }
    scenario = "[%d/%d] %s".formatted(place.number(), place.of(), name);
    console.subject(scenario);
  }

  void ended(Outcome outcome, Duration took, String message) {
    console.subject("");
    console.line(
        String.format(
            Locale.ROOT, "%s ... %s %.1f s", scenario, outcome, took.toMillis() / 1000.0));
    if (!message.isEmpty()) {
      message.lines().forEach(line -> console.line("      " + line));
    }
  }

  void summary(ProgressReport report) {
    console.line("");
    for (var each : report.sections()) {
      console.line("%-14s %s".formatted(each.verdict(), each.title()));
    }
    console.line(ProgressText.headline(report));
    if (report.leftovers() != null) {
      report.leftovers().forEach(left -> console.line("left behind: " + left));
    }
    console.line(
        "Report: %s (data: progress.json), details: %s"
            .formatted(reports.resolve("progress.md"), reports.resolve("log/training.log")));
  }
}

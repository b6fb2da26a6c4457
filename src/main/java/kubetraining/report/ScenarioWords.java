package kubetraining.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kubetraining.course.Outcome;
import kubetraining.host.Texts;

/** What a person is told about scenarios, on the console and in the text alike. */
public final class ScenarioWords {
  private ScenarioWords() {}

  /**
   * Why a scenario did not end well, what was expected and seen, and what to do next. The message
   * says the same as expected and seen, at more length, and is left to the report as data then.
   */
  static List<String> why(ProgressReport.Scenario scenario) {
    var lines = new ArrayList<String>();
    var failure = scenario.failure();
    if (failure == null || (failure.expected() + failure.seen()).isBlank()) {
      lines.addAll(scenario.message().lines().toList());
    } else if (!failure.step().isEmpty()) {
      lines.add(failure.step());
    }
    if (failure != null) {
      add(lines, "expected", failure.expected());
      add(lines, "seen", failure.seen());
      add(lines, "next", failure.next());
    }
    return lines;
  }

  private static void add(List<String> lines, String name, String words) {
    if (!words.isBlank()) {
      String indent = " ".repeat(10);
      lines.add(Texts.of("%-10s", name + ":") + words.strip().replace("\n", "\n" + indent));
    }
  }

  /** The waits that came true, but only just. */
  static List<String> atRisk(ProgressReport.Scenario scenario) {
    String words = "at risk: '%s' took %.1f of %.1f s";
    return scenario.waits().stream()
        .filter(ProgressReport.Wait::atRisk)
        .map(it -> Texts.of(words, it.what(), it.tookSeconds(), it.limitSeconds()))
        .toList();
  }

  /** What was blocked, a line for each scenario that blocks. */
  public static List<String> blocked(ProgressReport report) {
    Map<String, Long> counts = new LinkedHashMap<>();
    report.scenarios().stream()
        .filter(scenario -> scenario.outcome() == Outcome.BLOCKED)
        .forEach(scenario -> counts.merge(blocker(report, scenario), 1L, Long::sum));
    var lines = new ArrayList<String>();
    counts.forEach(
        (by, count) ->
            lines.add(count + (count == 1 ? " scenario" : " scenarios") + " BLOCKED " + by));
    return lines;
  }

  /** Where no scenario is to blame, the message says what is. */
  private static String blocker(ProgressReport report, ProgressReport.Scenario blocked) {
    return blocked.blockedBy().isEmpty()
        ? "as " + blocked.message()
        : "by " + named(report, blocked.blockedBy());
  }

  /** How many scenarios stand in each way that is not well, worst first. */
  static List<String> counts(ProgressReport report) {
    return Stream.of(Outcome.values())
        .filter(outcome -> outcome.failed() || outcome == Outcome.BLOCKED)
        .filter(outcome -> report.count(outcome) > 0)
        .map(outcome -> Texts.of("%d %s", report.count(outcome), outcome.words()))
        .toList();
  }

  private static String named(ProgressReport report, String id) {
    return report.scenarios().stream()
        .filter(scenario -> scenario.id().equals(id))
        .map(scenario -> Texts.of("'%s' (%s)", scenario.name(), id))
        .findFirst()
        .orElse(id);
  }
}

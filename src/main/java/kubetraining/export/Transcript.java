package kubetraining.export;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.course.Outcome;
import kubetraining.host.Texts;
import kubetraining.report.ProgressReport.Command;
import kubetraining.report.ProgressReport.Scenario;
import kubetraining.report.ProgressReport.Wait;

/** What happened in a scenario and how it ended, as plain text. */
final class Transcript {
  private Transcript() {}

  /**
   * Commands, waits, facts, and where the evidence is.
   *
   * @param folder the folder of reports
   */
  static String of(Scenario scenario, Path folder) {
    var text = new StringBuilder(commands(scenario));
    scenario.waits().forEach(wait -> text.append(line(wait)));
    scenario.facts().forEach((name, value) -> text.append(Texts.of("%s: %s\n", name, value)));
    // Two programs, GitLab and a plugin of Jenkins, make links of such lines.
    for (String file : scenario.evidence()) {
      text.append(Texts.of("[[ATTACHMENT|%s]]\n", folder.resolve(file)));
    }
    return text.toString();
  }

  /** Each command with its answer, as on a terminal. */
  static String commands(Scenario scenario) {
    return scenario.commands().stream().map(Transcript::shown).collect(Collectors.joining());
  }

  private static String shown(Command each) {
    String output = each.output();
    String end = output.isEmpty() || output.endsWith("\n") ? "" : "\n";
    String code = each.exitCode() == 0 ? "" : Texts.of("[exit code %d]\n", each.exitCode());
    return Texts.of("%s$ %s\n%s%s%s", each.machine(), each.command(), output, end, code);
  }

  private static String ended(Wait wait) {
    if (wait.holding()) {
      return wait.satisfied() ? "held" : "did not hold";
    }
    return wait.satisfied()
        ? (wait.atRisk() ? "came true, at risk" : "came true")
        : "did not come true";
  }

  private static String line(Wait wait) {
    return Texts.of(
        "waited %.1f of at most %.1f s for %s: %s\n",
        wait.tookSeconds(), wait.limitSeconds(), wait.what(), ended(wait));
  }

  /** The outcome first, so that a reader, and a rule that sorts failures, can tell it. */
  static String outcome(Scenario scenario) {
    return (brief(scenario) + "\n" + details(scenario)).strip();
  }

  /** The outcome and why, without the details. */
  static String brief(Scenario scenario) {
    return Texts.of("%s: %s", kind(scenario), reason(scenario));
  }

  /** Step, expected, seen and what to do, a line or more each; empty if nothing went wrong. */
  static String details(Scenario scenario) {
    var failure = scenario.failure();
    if (failure == null) {
      return "";
    }
    return Stream.of(
            List.of("Step", failure.step()),
            List.of("Expected", failure.expected()),
            List.of("Seen", failure.seen()),
            List.of("Next", failure.next()))
        .filter(part -> !part.get(1).isEmpty())
        .map(part -> String.join(": ", part))
        .collect(Collectors.joining("\n"));
  }

  private static String kind(Scenario scenario) {
    boolean excused = scenario.outcome() == Outcome.NOT_ATTEMPTED && scenario.allowed();
    return excused ? "NOT_ATTEMPTED, ALLOWED" : scenario.outcome().name();
  }

  private static String reason(Scenario scenario) {
    if (!scenario.message().isEmpty()) {
      return scenario.message();
    }
    return switch (scenario.outcome()) {
      case UNDER_WAY ->
          "it has begun and not ended; the run is still going on, or was cut off here";
      case NOT_REACHED ->
          "it was asked for and has not begun; the run is still going on, or was cut off";
      case BLOCKED -> "blocked by " + scenario.blockedBy();
      default -> "no reason was given";
    };
  }
}

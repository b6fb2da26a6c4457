package kubetraining.export;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.course.Outcome;
import kubetraining.host.Texts;
import kubetraining.report.ProgressReport.Scenario;

/** How a scenario ended, in words that other programs show as they are. */
final class OutcomeText {
  private OutcomeText() {}

  /** The outcome first, so that a reader, and a rule that sorts failures, can tell it. */
  static String of(Scenario scenario) {
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

package kubetraining.report;

import java.util.Arrays;
import java.util.stream.Collectors;
import kubetraining.course.Outcome;
import kubetraining.course.PlannedScenario;

/** What to do about a scenario that failed: what the guide says about it, or else what helps. */
final class NextStep {
  private static final String ADVICE = "**If it fails**";

  private NextStep() {}

  static String after(PlannedScenario scenario, Outcome outcome) {
    String advice = advice(scenario.text().prose());
    if (outcome == Outcome.SUITE_FAULT) {
      return byOutcome(outcome);
    }
    if (outcome == Outcome.LAB_FAULT) {
      return (byOutcome(outcome) + " " + advice).strip();
    }
    return advice.isEmpty() ? byOutcome(outcome) : advice;
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

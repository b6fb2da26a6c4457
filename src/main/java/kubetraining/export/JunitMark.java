package kubetraining.export;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kubetraining.course.Outcome;
import kubetraining.report.ProgressReport.Scenario;

/**
 * What JUnit's form, which knows three ways not to pass, says of a scenario. A program that counts
 * only failures and errors comes to the same answer as the build.
 */
enum JunitMark {
  PASSED(""),
  /** The scenario itself is not true. */
  FAILURE("failure"),
  /** It could not be seen, and somebody has to do something about it. */
  ERROR("error"),
  /** Nobody has to do anything about it, or only about what stands elsewhere in the same file. */
  SKIPPED("skipped");

  private final String element;

  JunitMark(String element) {
    this.element = element;
  }

  String element() {
    return element;
  }

  /**
   * The mark of one scenario.
   *
   * @param all the scenarios of the same file
   */
  static JunitMark of(Scenario scenario, List<Scenario> all) {
    return of(scenario, all, new HashSet<>());
  }

  private static JunitMark of(Scenario scenario, List<Scenario> all, Set<String> passed) {
    Outcome outcome = scenario.outcome();
    return switch (outcome) {
      case DONE -> PASSED;
      case WRONG, NOT_YET, TIMEOUT -> FAILURE;
      case LAB_FAULT, SUITE_FAULT, UNDER_WAY, NOT_REACHED -> ERROR;
      case NOT_ATTEMPTED -> scenario.allowed() ? SKIPPED : ERROR;
      case BLOCKED -> causeIsTold(scenario, all, passed) ? SKIPPED : ERROR;
    };
  }

  // One cause, one failure; but at least one.
  private static boolean causeIsTold(Scenario blocked, List<Scenario> all, Set<String> passed) {
    return passed.add(blocked.id())
        && all.stream()
            .filter(each -> each.id().equals(blocked.blockedBy()))
            .anyMatch(cause -> leadsToRed(cause, all, passed));
  }

  private static boolean leadsToRed(Scenario cause, List<Scenario> all, Set<String> passed) {
    if (cause.outcome() == Outcome.BLOCKED) {
      return causeIsTold(cause, all, passed);
    }
    JunitMark mark = of(cause, all, passed);
    return mark == FAILURE || mark == ERROR;
  }
}

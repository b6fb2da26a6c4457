package kubetraining.export;

import java.util.List;
import kubetraining.course.Outcome;
import kubetraining.report.ProgressReport.Scenario;

/**
 * What JUnit's form, which knows three ways not to pass, says of a scenario. A program that counts
 * only failures and errors comes to the same answer as the build.
 */
enum JunitMark {
  PASSED,
  /** The scenario itself is not true. */
  FAILURE,
  /** It could not be seen, and somebody has to do something about it. */
  ERROR,
  /** Nobody has to do anything about it, or only about what stands elsewhere in the same file. */
  SKIPPED;

  /**
   * The mark of one scenario.
   *
   * @param all the scenarios of the same file
   */
  static JunitMark of(Scenario scenario, List<Scenario> all) {
    return switch (scenario.outcome()) {
      case DONE -> PASSED;
      case WRONG, NOT_YET, TIMEOUT -> FAILURE;
      case LAB_FAULT, SUITE_FAULT, UNDER_WAY, NOT_REACHED -> ERROR;
      case NOT_ATTEMPTED -> scenario.allowed() ? SKIPPED : ERROR;
      case BLOCKED -> causeIsTold(scenario, all) ? SKIPPED : ERROR;
    };
  }

  // One cause, one failure; but at least one, also where a chain of blocked ones leads nowhere.
  private static boolean causeIsTold(Scenario blocked, List<Scenario> all) {
    String by = blocked.blockedBy();
    for (int i = 0; i < all.size(); i++) {
      String id = by;
      var cause = all.stream().filter(each -> each.id().equals(id)).findFirst();
      if (cause.isEmpty() || cause.get().outcome() != Outcome.BLOCKED) {
        var mark = cause.map(each -> of(each, all)).orElse(PASSED);
        return mark == FAILURE || mark == ERROR;
      }
      by = cause.get().blockedBy();
    }
    return false;
  }
}

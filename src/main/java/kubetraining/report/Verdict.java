package kubetraining.report;

import java.util.Collection;
import kubetraining.course.Outcome;

/** What the scenarios of a section prove together. A rule, not a percentage. */
public enum Verdict {
  /** Every essential scenario of the section was run and is done, and none that ran is wrong. */
  CERTIFIED,
  /** At least one scenario is wrong. */
  FAILED,
  /** Nothing is wrong so far; the run has not ended, or was cut off. */
  UNDER_WAY,
  /** All that was asked for is done, but that was not all that is essential. */
  INCOMPLETE,
  /** Nothing of the section was asked for, or nothing of it could be tried. */
  NOT_ATTEMPTED;

  /**
   * The verdict of one section.
   *
   * @param all every scenario of the section that the guide has, asked for or not
   */
  static Verdict of(Collection<ScenarioRecord> all) {
    var selected = all.stream().filter(ScenarioRecord::selected).toList();
    if (selected.stream().anyMatch(s -> s.outcome() == Outcome.WRONG)) {
      return FAILED;
    }
    if (selected.stream().noneMatch(Verdict::begun)) {
      return NOT_ATTEMPTED;
    }
    if (selected.stream().anyMatch(Verdict::open)) {
      return UNDER_WAY;
    }
    var essential = all.stream().filter(ScenarioRecord::essential).toList();
    boolean whole = essential.stream().allMatch(s -> s.outcome() == Outcome.DONE);
    return whole && !essential.isEmpty() ? CERTIFIED : INCOMPLETE;
  }

  private static boolean begun(ScenarioRecord scenario) {
    return scenario.outcome() == Outcome.DONE || scenario.outcome() == Outcome.UNDER_WAY;
  }

  private static boolean open(ScenarioRecord scenario) {
    return scenario.outcome() == Outcome.UNDER_WAY || scenario.outcome() == Outcome.NOT_REACHED;
  }
}

package kubetraining.report;

import java.util.Collection;
import java.util.List;
import kubetraining.course.Outcome;

/** What the scenarios of a section, or of a run, prove together. A rule, not a percentage. */
public enum Verdict {
  /**
   * Of a section: every essential scenario of it was run and is done, and none that ran failed,
   * bonus ones apart. Of a run: every section is certified, and all that was asked for is done, or
   * need not be.
   */
  CERTIFIED,
  /** At least one scenario failed. */
  FAILED,
  /** Nothing has failed so far; the run has not ended, or was cut off. */
  UNDER_WAY,
  /** Nothing failed, but not all that is essential is done. */
  INCOMPLETE,
  /** Nothing of it was asked for, or nothing of it could be tried. */
  NOT_ATTEMPTED;

  /**
   * The verdict of one section. A bonus scenario that fails is shown, and fails the run; what the
   * section stands for is proven without it, so it does not take the certificate.
   *
   * @param all every scenario of the section that the guide has, asked for or not
   * @param ended whether the run has ended, so that what is open stays open
   */
  static Verdict of(Collection<ScenarioRecord> all, boolean ended) {
    var selected = all.stream().filter(ScenarioRecord::selected).toList();
    if (selected.stream().anyMatch(s -> s.outcome().failed() && !s.scenario().bonus())) {
      return FAILED;
    }
    var outcomes = selected.stream().map(ScenarioRecord::outcome).toList();
    if (outcomes.stream().noneMatch(Verdict::begun)) {
      return NOT_ATTEMPTED;
    }
    if (!ended && outcomes.stream().anyMatch(Verdict::open)) {
      return UNDER_WAY;
    }
    var essential = all.stream().filter(s -> s.scenario().essential()).toList();
    boolean whole = essential.stream().allMatch(s -> s.outcome() == Outcome.DONE);
    return whole && !essential.isEmpty() ? CERTIFIED : INCOMPLETE;
  }

  /** The verdict of a whole run, by all that its report says. */
  static Verdict of(ProgressReport report) {
    List<ProgressReport.Scenario> all = report.scenarios();
    if (all.stream().anyMatch(s -> s.outcome().failed())
        || !report.complaints().isEmpty()
        || (report.leftovers() != null && !report.leftovers().isEmpty())) {
      return FAILED;
    }
    if (all.stream().noneMatch(s -> begun(s.outcome()))) {
      return NOT_ATTEMPTED;
    }
    if (report.run().endedAt() == null) {
      return UNDER_WAY;
    }
    boolean whole = report.sections().stream().allMatch(s -> s.verdict() == CERTIFIED);
    return whole && all.stream().allMatch(s -> s.outcome() == Outcome.DONE || s.allowed())
        ? CERTIFIED
        : INCOMPLETE;
  }

  private static boolean begun(Outcome outcome) {
    return outcome == Outcome.DONE || outcome == Outcome.UNDER_WAY || outcome.failed();
  }

  private static boolean open(Outcome outcome) {
    return outcome == Outcome.UNDER_WAY || outcome == Outcome.NOT_REACHED;
  }
}

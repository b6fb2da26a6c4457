package kubetraining.course;

import java.util.Collection;
import java.util.List;

/**
 * What the scenarios of a section, or of a run, prove together. A rule, not a percentage; report,
 * page and certificate all ask here.
 */
public enum Verdict {
  /**
   * Of a section: every essential scenario of it was run and is done, and none that ran failed,
   * bonus ones apart. Of a run: everything was asked for, every section is certified, and all is
   * done, or need not be.
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
   * A scenario, as far as it matters here.
   *
   * @param asked whether the run was to try it
   * @param allowed whether it was not attempted, and need not be
   */
  public record Part(Outcome outcome, boolean asked, boolean allowed, List<String> tags) {
    private boolean bonus() {
      return tags.contains("@bonus");
    }

    private boolean essential() {
      return tags.contains("@essential") && !bonus();
    }
  }

  /**
   * A run, as far as it matters here.
   *
   * @param selection the tag expression it was started with, empty for everything
   * @param asked the scenarios that were asked for
   * @param besides what went wrong beside the scenarios, and what was left behind
   */
  public record Whole(
      boolean ended,
      String selection,
      Collection<Part> asked,
      Collection<Verdict> sections,
      Collection<String> besides) {}

  /**
   * The verdict of one section. A bonus scenario that fails is shown, and fails the run; what the
   * section stands for is proven without it, so it does not take the certificate.
   *
   * @param all every scenario of the section that the guide has, asked for or not
   * @param ended whether the run has ended, so that what is open stays open
   */
  public static Verdict of(Collection<Part> all, boolean ended) {
    var asked = all.stream().filter(Part::asked).toList();
    if (asked.stream().anyMatch(each -> each.outcome().failed() && !each.bonus())) {
      return FAILED;
    }
    var outcomes = asked.stream().map(Part::outcome).toList();
    if (outcomes.stream().noneMatch(Verdict::begun)) {
      return NOT_ATTEMPTED;
    }
    if (!ended && outcomes.stream().anyMatch(Verdict::open)) {
      return UNDER_WAY;
    }
    var essential = all.stream().filter(Part::essential).toList();
    boolean whole = essential.stream().allMatch(each -> each.outcome() == Outcome.DONE);
    return whole && !essential.isEmpty() ? CERTIFIED : INCOMPLETE;
  }

  /**
   * The verdict of a whole run. A scenario that was blocked has not failed by itself: what blocks
   * it has, or could not be attempted.
   */
  public static Verdict of(Whole run) {
    var asked = run.asked();
    if (asked.stream().anyMatch(each -> each.outcome().failed()) || !run.besides().isEmpty()) {
      return FAILED;
    }
    if (asked.stream().noneMatch(each -> begun(each.outcome()))) {
      return NOT_ATTEMPTED;
    }
    if (!run.ended()) {
      return UNDER_WAY;
    }
    boolean whole =
        run.selection().isEmpty()
            && !run.sections().isEmpty()
            && run.sections().stream().allMatch(each -> each == CERTIFIED);
    return whole
            && asked.stream().allMatch(each -> each.outcome() == Outcome.DONE || each.allowed())
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

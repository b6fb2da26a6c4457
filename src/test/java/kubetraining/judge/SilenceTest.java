package kubetraining.judge;

import static org.assertj.core.api.Assertions.assertThat;

import kubetraining.course.Outcome;
import kubetraining.report.ProgressReport;
import kubetraining.report.SampleReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SilenceTest {
  @Test
  void whatNeedNotBeAttemptedIsNoComplaint() {
    assertThat(Silence.broken(report(done(), allowed(), allowed()))).isEmpty();
  }

  @Test
  void whatWasToBeAttemptedIsOneBesideWhatNeedNot() {
    assertThat(Silence.broken(report(done(), allowed(), of(Outcome.NOT_ATTEMPTED))))
        .containsExactly("selected scenarios that were not attempted: 1");
  }

  @Test
  void aRunThatDidNothingAtAllIsNeverWell() {
    assertThat(Silence.broken(report(allowed(), allowed())))
        .containsExactly("nothing was done: no selected scenario could be attempted");
    assertThat(Silence.broken(report(of(Outcome.NOT_REACHED)))).containsExactly("no scenario ran");
  }

  @Test
  void aRunThatWasCutOffIsOne() {
    assertThat(Silence.broken(report(done(), of(Outcome.NOT_REACHED))))
        .containsExactly("selected scenarios that did not run: 1");
  }

  @Test
  void whatFailedSpeaksForItself() {
    for (Outcome failed : Outcome.values()) {
      if (failed.failed()) {
        assertThat(Silence.broken(report(of(failed)))).as("%s", failed).isEmpty();
      }
    }
  }

  @Test
  void whatWasSkippedBesideAFailureIsAComplaintAllTheSame() {
    assertThat(Silence.broken(report(of(Outcome.WRONG), of(Outcome.NOT_ATTEMPTED))))
        .containsExactly("selected scenarios that were not attempted: 1");
    assertThat(Silence.broken(report(of(Outcome.WRONG), of(Outcome.BLOCKED), of(Outcome.BLOCKED))))
        .as("one line for all of them")
        .containsExactly("2 scenarios BLOCKED by 'name' (id)");
  }

  @Test
  void whatWasBegunAndNeverEndedIsOne() {
    assertThat(Silence.broken(report(done(), of(Outcome.UNDER_WAY))))
        .containsExactly("scenarios that began but did not end: 1");
  }

  /** Cucumber fails the build for what failed; all the rest has to be complained about here. */
  @ParameterizedTest
  @EnumSource(Outcome.class)
  void whateverIsNotDoneFailsTheBuildInOneWayOrTheOther(Outcome outcome) {
    boolean byCucumber = outcome.failed();
    boolean byComplaint = !Silence.broken(report(done(), of(outcome))).isEmpty();

    assertThat(byCucumber || byComplaint).isEqualTo(outcome != Outcome.DONE);
  }

  private static ProgressReport.Scenario done() {
    return of(Outcome.DONE);
  }

  private static ProgressReport.Scenario allowed() {
    return scenario(Outcome.NOT_ATTEMPTED, true);
  }

  private static ProgressReport.Scenario of(Outcome outcome) {
    return scenario(outcome, false);
  }

  private static ProgressReport.Scenario scenario(Outcome outcome, boolean allowed) {
    return SampleReport.bare(outcome, allowed, outcome == Outcome.BLOCKED ? "id" : "");
  }

  private static ProgressReport report(ProgressReport.Scenario... scenarios) {
    return SampleReport.open(scenarios);
  }
}

package kubetraining.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import kubetraining.course.Outcome;
import kubetraining.report.ProgressReport;
import kubetraining.report.SampleReport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class SilenceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DONE ALLOWED ALLOWED       |
          DONE ALLOWED NOT_ATTEMPTED | selected scenarios that were not attempted: 1
          ALLOWED ALLOWED            | nothing was done: no selected scenario could be attempted
          NOT_REACHED                | no scenario ran
          DONE NOT_REACHED           | selected scenarios that did not run: 1
          DONE UNDER_WAY             | scenarios that began but did not end: 1
          WRONG NOT_ATTEMPTED        | selected scenarios that were not attempted: 1
          WRONG BLOCKED BLOCKED      | 2 scenarios BLOCKED by 'name' (id)
          """)
  void whatWasNotDoneAndDidNotFailIsComplainedOf(String outcomes, @Nullable String complaint) {
    assertThat(Silence.broken(report(outcomes)))
        .isEqualTo(complaint == null ? List.of() : List.of(complaint));
  }

  /** Cucumber fails the build for what failed; all the rest has to be complained about here. */
  @ParameterizedTest
  @EnumSource(Outcome.class)
  void whateverIsNotDoneFailsTheBuildInOneWayOrTheOther(Outcome outcome) {
    boolean byComplaint = !Silence.broken(report("DONE " + outcome)).isEmpty();
    assertThat(outcome.failed() || byComplaint).isEqualTo(outcome != Outcome.DONE);
    assertThat(outcome.failed() && byComplaint).as("what failed speaks for itself").isFalse();
  }

  private static ProgressReport report(String outcomes) {
    return SampleReport.open(
        Stream.of(outcomes.split(" "))
            .map(
                each ->
                    each.equals("ALLOWED")
                        ? SampleReport.bare(Outcome.NOT_ATTEMPTED, true, "")
                        : SampleReport.bare(
                            Outcome.valueOf(each), false, each.equals("BLOCKED") ? "id" : ""))
            .toArray(ProgressReport.Scenario[]::new));
  }
}

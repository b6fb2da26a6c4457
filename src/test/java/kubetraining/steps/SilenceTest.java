package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import kubetraining.course.Outcome;
import kubetraining.report.ProgressReport;
import org.junit.jupiter.api.Test;

final class SilenceTest {
  @Test
  void whatNeedNotBeAttemptedIsNoComplaint() {
    assertThat(Silence.broken(report(done(), allowed(), allowed()))).isEmpty();
  }

  @Test
  void whatWasToBeAttemptedIsOneBesideWhatNeedNot() {
    assertThat(Silence.broken(report(done(), allowed(), of(Outcome.NOT_ATTEMPTED))))
        .containsExactly("1 scenarios that were asked for were not attempted");
  }

  @Test
  void aRunThatDidNothingAtAllIsNeverWell() {
    assertThat(Silence.broken(report(allowed(), allowed())))
        .containsExactly("nothing was done: no scenario that was asked for could be attempted");
    assertThat(Silence.broken(report(of(Outcome.NOT_REACHED)))).containsExactly("no scenario ran");
  }

  @Test
  void aRunThatWasCutOffIsOne() {
    assertThat(Silence.broken(report(done(), of(Outcome.NOT_REACHED))))
        .containsExactly("1 scenarios that were asked for did not run");
  }

  @Test
  void whatIsWrongSpeaksForItself() {
    assertThat(Silence.broken(report(of(Outcome.WRONG), of(Outcome.NOT_ATTEMPTED)))).isEmpty();
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
    return new ProgressReport.Scenario(
        "id",
        "name",
        "section-1",
        List.of(),
        outcome,
        null,
        0,
        "",
        "",
        null,
        allowed,
        List.of(),
        List.of(),
        List.of(),
        Map.of());
  }

  private static ProgressReport report(ProgressReport.Scenario... scenarios) {
    return new ProgressReport(
        ProgressReport.SCHEMA,
        new ProgressReport.Run("run-1", Instant.now(), null, "", null, List.of()),
        List.of(),
        Arrays.asList(scenarios),
        null,
        List.of(),
        null);
  }
}

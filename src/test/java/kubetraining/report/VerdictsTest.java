package kubetraining.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import kubetraining.course.Outcome;
import kubetraining.course.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class VerdictsTest {
  private static final Instant NOON = SampleReport.NOON;

  /** The whole table: one essential scenario is done, another one ended so. */
  @ParameterizedTest
  @EnumSource(Outcome.class)
  void anEssentialScenarioThatEndsOtherwiseTakesTheCertificate(Outcome other) {
    var expected =
        switch (other) {
          case DONE -> Verdict.CERTIFIED;
          case WRONG, NOT_YET, TIMEOUT, LAB_FAULT, SUITE_FAULT -> Verdict.FAILED;
          case BLOCKED, NOT_ATTEMPTED, UNDER_WAY, NOT_REACHED -> Verdict.INCOMPLETE;
        };
    assertThat(section(true, essential(Outcome.DONE), essential(other))).isEqualTo(expected);

    var run = run(NOON, List.of(Verdict.CERTIFIED), done(), SampleReport.bare(other, false, ""));
    assertThat(run.verdict()).as("of the run").isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void anErratumThatFailsTakesTheCertificateTooAndABonusScenarioNever(Outcome other) {
    assertThat(section(true, essential(Outcome.DONE), part("@erratum", true, other)))
        .isEqualTo(other.failed() ? Verdict.FAILED : Verdict.CERTIFIED);
    assertThat(section(true, essential(Outcome.DONE), part("@bonus", true, other)))
        .isEqualTo(Verdict.CERTIFIED);
  }

  @Test
  void whatWasNotAskedForMattersOnlyIfItIsEssential() {
    assertThat(section(false, essential(Outcome.DONE), notAsked("@essential")))
        .isEqualTo(Verdict.INCOMPLETE);
    assertThat(section(false, essential(Outcome.DONE), notAsked("@erratum")))
        .isEqualTo(Verdict.CERTIFIED);
  }

  @Test
  void errataAloneNeverCertify() {
    for (String tag : List.of("@erratum", "@bonus")) {
      assertThat(section(false, part(tag, true, Outcome.DONE))).isEqualTo(Verdict.INCOMPLETE);
    }
  }

  @Test
  void whereNothingCouldBeTriedNothingWasAttempted() {
    for (var each :
        List.of(
            essential(Outcome.NOT_ATTEMPTED), essential(Outcome.BLOCKED), notAsked("@essential"))) {
      assertThat(section(false, each)).isEqualTo(Verdict.NOT_ATTEMPTED);
    }
  }

  @Test
  void aRunThatIsCutOffCertifiesNothing() {
    for (Outcome open : List.of(Outcome.UNDER_WAY, Outcome.NOT_REACHED)) {
      assertThat(section(false, essential(Outcome.DONE), essential(open)))
          .isEqualTo(Verdict.UNDER_WAY);
    }
  }

  @ParameterizedTest
  @EnumSource(Verdict.class)
  void aRunIsCertifiedOnlyIfEverySectionIs(Verdict other) {
    assertThat(run(NOON, List.of(Verdict.CERTIFIED, other), done()).verdict())
        .isEqualTo(other == Verdict.CERTIFIED ? other : Verdict.INCOMPLETE);
  }

  @Test
  void whatNeedNotBeAttemptedLeavesTheRunItsCertificate() {
    var allowed = SampleReport.bare(Outcome.NOT_ATTEMPTED, true, "");
    assertThat(run(NOON, List.of(Verdict.CERTIFIED), done(), allowed).verdict())
        .isEqualTo(Verdict.CERTIFIED);
    assertThat(run(NOON, List.of(Verdict.CERTIFIED), allowed).verdict())
        .as("nothing was done at all")
        .isEqualTo(Verdict.NOT_ATTEMPTED);
  }

  @Test
  void aRunThatHasNotEndedIsUnderWayUnlessItHasFailedAlready() {
    var certified = List.of(Verdict.CERTIFIED);
    assertThat(run(null, certified, done()).verdict()).isEqualTo(Verdict.UNDER_WAY);
    assertThat(run(null, certified, SampleReport.bare(Outcome.TIMEOUT, false, "")).verdict())
        .isEqualTo(Verdict.FAILED);
  }

  @Test
  void aSelectionCertifiesItsSectionsAtMostAndNeverTheRun() {
    var whole = run(NOON, List.of(Verdict.CERTIFIED), done());
    var selected = SampleReport.with(whole.run(), "selection", "@essential");
    assertThat(SampleReport.with(whole, "run", selected).verdict()).isEqualTo(Verdict.INCOMPLETE);
  }

  @Test
  void aRunThatLeavesSomethingBehindHasFailed() {
    var clean = run(NOON, List.of(Verdict.CERTIFIED), done());
    for (String what : List.of("complaints", "leftovers")) {
      assertThat(SampleReport.with(clean, what, List.of("vol-1")).verdict())
          .as(what)
          .isEqualTo(Verdict.FAILED);
    }
  }

  @Test
  void theVerdictOfTheRunIsPartOfTheDataAndReadBackWithIt() throws IOException {
    var json = JsonMapper.builder().addModule(new JavaTimeModule()).build();
    var run = run(NOON, List.of(Verdict.CERTIFIED), done());

    String text = json.writeValueAsString(run);

    assertThat(json.readTree(text).at("/verdict").asText()).isEqualTo("CERTIFIED");
    assertThat(json.readValue(text, ProgressReport.class)).isEqualTo(run);
  }

  private static Verdict section(boolean ended, Verdict.Part... all) {
    return Verdict.of(List.of(all), ended);
  }

  private static Verdict.Part essential(Outcome outcome) {
    return part("@essential", true, outcome);
  }

  private static Verdict.Part notAsked(String tag) {
    return part(tag, false, Outcome.NOT_REACHED);
  }

  private static Verdict.Part part(String tag, boolean asked, Outcome outcome) {
    return new Verdict.Part(outcome, asked, false, List.of(tag));
  }

  private static ProgressReport.Scenario done() {
    return SampleReport.bare(Outcome.DONE, false, "");
  }

  private static ProgressReport run(
      @Nullable Instant endedAt, List<Verdict> sections, ProgressReport.Scenario... scenarios) {
    var run = SampleReport.with(SampleReport.run("run-1", endedAt), "selection", "");
    return SampleReport.with(
        SampleReport.of(run, null, scenarios),
        "sections",
        sections.stream().map(each -> new ProgressReport.Section("section-1", "1", each)).toList());
  }
}

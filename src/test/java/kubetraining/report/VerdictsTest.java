package kubetraining.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import kubetraining.course.Outcome;
import kubetraining.course.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    assertThat(section(true, "essential DONE, essential " + other)).isEqualTo(expected);
    var unlessFailed = other.failed() ? Verdict.FAILED : Verdict.CERTIFIED;
    assertThat(section(true, "essential DONE, erratum " + other)).isEqualTo(unlessFailed);
    assertThat(section(true, "essential DONE, bonus " + other)).isEqualTo(Verdict.CERTIFIED);

    var run = run(NOON, List.of(Verdict.CERTIFIED), done(), SampleReport.bare(other, false, ""));
    assertThat(run.verdict()).as("of the run").isEqualTo(expected);
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
  void theVerdictOfTheRunIsPartOfTheDataAndReadBackWithIt() throws IOException {
    var run = run(NOON, List.of(Verdict.CERTIFIED), done());
    byte[] text = ReportJson.bytes(run);
    var json = ReportJson.INDENTED;

    assertThat(json.readTree(text).at("/verdict").asText()).isEqualTo("CERTIFIED");
    assertThat(json.readValue(text, ProgressReport.class)).isEqualTo(run);
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          essential DONE, essential UNASKED     | INCOMPLETE
          essential DONE, erratum UNASKED       | CERTIFIED
          essential DONE, essential UNDER_WAY   | UNDER_WAY
          essential DONE, essential NOT_REACHED | UNDER_WAY
          essential NOT_ATTEMPTED               | NOT_ATTEMPTED
          essential BLOCKED                     | NOT_ATTEMPTED
          essential UNASKED                     | NOT_ATTEMPTED
          erratum DONE                          | INCOMPLETE
          bonus DONE                            | INCOMPLETE
          """)
  void aSectionThatHasNotEndedCertifiesWhatWasAskedForAlone(String parts, Verdict verdict) {
    assertThat(section(false, parts)).isEqualTo(verdict);
  }

  @Test
  void aSelectionCertifiesItsSectionsAtMostAndARunThatLeavesSomethingBehindHasFailed() {
    var whole = run(NOON, List.of(Verdict.CERTIFIED), done());
    var selected = SampleReport.with(whole.run(), "selection", "@essential");
    assertThat(SampleReport.with(whole, "run", selected).verdict()).isEqualTo(Verdict.INCOMPLETE);
    for (String what : List.of("complaints", "leftovers")) {
      assertThat(SampleReport.with(whole, what, List.of("vol-1")).verdict())
          .as(what)
          .isEqualTo(Verdict.FAILED);
    }
  }

  /** The verdict of a section of such scenarios, each a tag and how it ended. */
  private static Verdict section(boolean ended, String parts) {
    return Verdict.of(
        Stream.of(parts.split(", "))
            .map(part -> part.split(" "))
            .map(
                part -> {
                  boolean asked = !part[1].equals("UNASKED");
                  var outcome = asked ? Outcome.valueOf(part[1]) : Outcome.NOT_REACHED;
                  return new Verdict.Part(outcome, asked, false, List.of("@" + part[0]));
                })
            .toList(),
        ended);
  }
}

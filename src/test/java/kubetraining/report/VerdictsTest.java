package kubetraining.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import kubetraining.course.Outcome;
import kubetraining.course.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class VerdictsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void allEssentialScenariosDoneCertify() {
    assertThat(section(essential(Outcome.DONE), essential(Outcome.DONE)))
        .isEqualTo(Verdict.CERTIFIED);
  }

  @Test
  void anEssentialScenarioThatWasNotAskedForLeavesTheSectionIncomplete() {
    assertThat(section(essential(Outcome.DONE), notSelected("@essential")))
        .isEqualTo(Verdict.INCOMPLETE);
  }

  @Test
  void errataThatWereNotAskedForDoNotMatter() {
    assertThat(section(essential(Outcome.DONE), notSelected("@erratum")))
        .isEqualTo(Verdict.CERTIFIED);
  }

  /** The whole table: one essential scenario is done, another one ended so. */
  @ParameterizedTest
  @EnumSource(Outcome.class)
  void anEssentialScenarioThatEndsOtherwiseTakesTheCertificate(Outcome other) {
    var ended = Verdict.of(List.of(essential(Outcome.DONE), essential(other)), true);

    assertThat(ended)
        .isEqualTo(
            switch (other) {
              case DONE -> Verdict.CERTIFIED;
              case WRONG, NOT_YET, TIMEOUT, LAB_FAULT, SUITE_FAULT -> Verdict.FAILED;
              case BLOCKED, NOT_ATTEMPTED, UNDER_WAY, NOT_REACHED -> Verdict.INCOMPLETE;
            });
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void anErratumThatFailsTakesTheCertificateTooAndNoOtherEndOfItDoes(Outcome other) {
    assertThat(
            Verdict.of(List.of(essential(Outcome.DONE), scenario("@erratum", true, other)), true))
        .isEqualTo(other.failed() ? Verdict.FAILED : Verdict.CERTIFIED);
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void aBonusScenarioNeverTakesTheCertificate(Outcome other) {
    assertThat(Verdict.of(List.of(essential(Outcome.DONE), scenario("@bonus", true, other)), true))
        .isEqualTo(Verdict.CERTIFIED);
  }

  @Test
  void errataAloneNeverCertify() {
    assertThat(section(scenario("@erratum", true, Outcome.DONE))).isEqualTo(Verdict.INCOMPLETE);
    assertThat(section(scenario("@bonus", true, Outcome.DONE))).isEqualTo(Verdict.INCOMPLETE);
  }

  @Test
  void whereNothingCouldBeTriedNothingWasAttempted() {
    assertThat(section(essential(Outcome.NOT_ATTEMPTED))).isEqualTo(Verdict.NOT_ATTEMPTED);
    assertThat(section(essential(Outcome.BLOCKED))).isEqualTo(Verdict.NOT_ATTEMPTED);
    assertThat(section(notSelected("@essential"))).isEqualTo(Verdict.NOT_ATTEMPTED);
  }

  @Test
  void aRunThatIsCutOffCertifiesNothing() {
    assertThat(section(essential(Outcome.DONE), essential(Outcome.UNDER_WAY)))
        .isEqualTo(Verdict.UNDER_WAY);
    assertThat(section(essential(Outcome.DONE), essential(Outcome.NOT_REACHED)))
        .isEqualTo(Verdict.UNDER_WAY);
  }

  @Test
  void aRunIsCertifiedOnlyIfEverySectionIs() {
    assertThat(run(NOON, List.of(Verdict.CERTIFIED, Verdict.CERTIFIED), done()).verdict())
        .isEqualTo(Verdict.CERTIFIED);
    for (Verdict other : Verdict.values()) {
      if (other != Verdict.CERTIFIED) {
        assertThat(run(NOON, List.of(Verdict.CERTIFIED, other), done()).verdict())
            .as("beside a section that is %s", other)
            .isEqualTo(Verdict.INCOMPLETE);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void whateverEndsOtherwiseTakesTheCertificateOfTheRun(Outcome other) {
    var run = run(NOON, List.of(Verdict.CERTIFIED), done(), published(other, false));

    assertThat(run.verdict())
        .isEqualTo(
            switch (other) {
              case DONE -> Verdict.CERTIFIED;
              case WRONG, NOT_YET, TIMEOUT, LAB_FAULT, SUITE_FAULT -> Verdict.FAILED;
              case BLOCKED, NOT_ATTEMPTED, UNDER_WAY, NOT_REACHED -> Verdict.INCOMPLETE;
            });
  }

  @Test
  void whatNeedNotBeAttemptedLeavesTheRunItsCertificate() {
    var allowed = published(Outcome.NOT_ATTEMPTED, true);

    assertThat(run(NOON, List.of(Verdict.CERTIFIED), done(), allowed).verdict())
        .isEqualTo(Verdict.CERTIFIED);
    assertThat(run(NOON, List.of(Verdict.CERTIFIED), allowed).verdict())
        .as("nothing was done at all")
        .isEqualTo(Verdict.NOT_ATTEMPTED);
  }

  @Test
  void aRunThatHasNotEndedIsUnderWayUnlessItHasFailedAlready() {
    assertThat(run(null, List.of(Verdict.CERTIFIED), done()).verdict())
        .isEqualTo(Verdict.UNDER_WAY);
    assertThat(run(null, List.of(Verdict.CERTIFIED), published(Outcome.TIMEOUT, false)).verdict())
        .isEqualTo(Verdict.FAILED);
  }

  @Test
  void aSelectionCertifiesItsSectionsAtMostAndNeverTheRun() {
    var whole = run(NOON, List.of(Verdict.CERTIFIED), done());
    var selected =
        new ProgressReport(
            whole.schema(),
            new ProgressReport.Run("run-1", NOON, NOON, "@essential", null, List.of()),
            whole.sections(),
            whole.scenarios(),
            List.of(),
            List.of());

    assertThat(selected.verdict()).isEqualTo(Verdict.INCOMPLETE);
  }

  @Test
  void aRunThatLeavesSomethingBehindHasFailed() {
    var clean = run(NOON, List.of(Verdict.CERTIFIED), done());
    var untidy =
        new ProgressReport(
            clean.schema(),
            clean.run(),
            clean.sections(),
            clean.scenarios(),
            null,
            List.of(),
            List.of("section 3 left traces"),
            null);
    var littering =
        new ProgressReport(
            clean.schema(),
            clean.run(),
            clean.sections(),
            clean.scenarios(),
            List.of("vol-1"),
            List.of());

    assertThat(untidy.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(littering.verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void theVerdictOfTheRunIsPartOfTheDataAndReadBackWithIt() throws IOException {
    var json = JsonMapper.builder().addModule(new JavaTimeModule()).build();
    var run = run(NOON, List.of(Verdict.CERTIFIED), done());

    String text = json.writeValueAsString(run);
    assertThat(json.readTree(text).at("/verdict").asText()).isEqualTo("CERTIFIED");
    assertThat(json.readValue(text, ProgressReport.class)).isEqualTo(run);
  }

  private static Verdict section(Verdict.Part... all) {
    return Verdict.of(Arrays.asList(all), false);
  }

  private static Verdict.Part essential(Outcome outcome) {
    return scenario("@essential", true, outcome);
  }

  private static Verdict.Part notSelected(String tag) {
    return scenario(tag, false, Outcome.NOT_REACHED);
  }

  private static Verdict.Part scenario(String tag, boolean selected, Outcome outcome) {
    return new Verdict.Part(outcome, selected, false, List.of(tag));
  }

  private static ProgressReport.Scenario done() {
    return published(Outcome.DONE, false);
  }

  private static ProgressReport.Scenario published(Outcome outcome, boolean allowed) {
    return SampleReport.bare(outcome, allowed, "");
  }

  private static ProgressReport run(
      @Nullable Instant endedAt, List<Verdict> sections, ProgressReport.Scenario... scenarios) {
    return new ProgressReport(
        ProgressReport.SCHEMA,
        new ProgressReport.Run("run-1", NOON, endedAt, "", null, List.of()),
        sections.stream().map(each -> new ProgressReport.Section("section-1", "1", each)).toList(),
        List.of(scenarios),
        null,
        List.of());
  }
}

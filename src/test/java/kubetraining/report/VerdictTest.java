package kubetraining.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import kubetraining.course.Outcome;
import kubetraining.course.PlannedScenario;
import org.junit.jupiter.api.Test;

final class VerdictTest {
  @Test
  void allEssentialScenariosDoneCertify() {
    assertThat(Verdict.of(List.of(essential(Outcome.DONE), essential(Outcome.DONE))))
        .isEqualTo(Verdict.CERTIFIED);
  }

  @Test
  void anEssentialScenarioThatWasNotAskedForLeavesTheSectionIncomplete() {
    assertThat(Verdict.of(List.of(essential(Outcome.DONE), notSelected("@essential"))))
        .isEqualTo(Verdict.INCOMPLETE);
  }

  @Test
  void errataThatWereNotAskedForDoNotMatter() {
    assertThat(Verdict.of(List.of(essential(Outcome.DONE), notSelected("@erratum"))))
        .isEqualTo(Verdict.CERTIFIED);
  }

  @Test
  void oneWrongErratumFailsTheSection() {
    assertThat(
            Verdict.of(List.of(essential(Outcome.DONE), scenario("@erratum", true, Outcome.WRONG))))
        .isEqualTo(Verdict.FAILED);
  }

  @Test
  void errataAloneNeverCertify() {
    assertThat(Verdict.of(List.of(scenario("@erratum", true, Outcome.DONE))))
        .isEqualTo(Verdict.INCOMPLETE);
  }

  @Test
  void aSkippedEssentialScenarioNeverCertifies() {
    assertThat(Verdict.of(List.of(essential(Outcome.DONE), essential(Outcome.NOT_ATTEMPTED))))
        .isEqualTo(Verdict.INCOMPLETE);
    assertThat(Verdict.of(List.of(essential(Outcome.NOT_ATTEMPTED))))
        .isEqualTo(Verdict.NOT_ATTEMPTED);
  }

  @Test
  void aRunThatIsCutOffCertifiesNothing() {
    assertThat(Verdict.of(List.of(essential(Outcome.DONE), essential(Outcome.UNDER_WAY))))
        .isEqualTo(Verdict.UNDER_WAY);
    assertThat(Verdict.of(List.of(essential(Outcome.DONE), essential(Outcome.NOT_REACHED))))
        .isEqualTo(Verdict.UNDER_WAY);
  }

  private static ScenarioRecord essential(Outcome outcome) {
    return scenario("@essential", true, outcome);
  }

  private static ScenarioRecord notSelected(String tag) {
    return scenario(tag, false, Outcome.NOT_REACHED);
  }

  private static ScenarioRecord scenario(String tag, boolean selected, Outcome outcome) {
    var planned = new PlannedScenario("id", "name", "section-1", "f", 1, List.of(tag));
    return new ScenarioRecord(
        planned, selected, outcome, null, 0, "", "", null, false, List.of(), List.of(), List.of(),
        Map.of());
  }
}

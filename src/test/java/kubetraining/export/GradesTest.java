package kubetraining.export;

import static org.assertj.core.api.Assertions.assertThat;

import kubetraining.course.Outcome;
import kubetraining.report.ProgressReport;
import kubetraining.report.SampleReport;
import org.junit.jupiter.api.Test;

final class GradesTest {
  private static final ProgressReport REPORT =
      SampleReport.ended(
          SampleReport.done("03-spark/one", 1),
          SampleReport.scenario("03-spark/other", Outcome.NOT_ATTEMPTED));

  @Test
  void eachSectionOfWhichSomethingWasAskedForIsALine() {
    assertThat(Grades.of(named("Ann \"A\" Lee"), "ab12"))
        .isEqualTo(
            "name,challenge,section,title,points,of,verdict,trainee,certificate_sha256\n"
                + "\"Ann \"\"A\"\" Lee\",\"\",\"section-3\",\"3. Spark\",\"1\",\"2\",\"CERTIFIED\",\"suite\",\"ab12\"\n");
  }

  @Test
  void noNameIsTakenForAFormula() {
    assertThat(Grades.of(named("=HYPERLINK(1)"), "ab12")).contains("\n\"'=HYPERLINK(1)\",");
  }

  private static ProgressReport named(String owner) {
    return SampleReport.with(REPORT, "run", SampleReport.with(REPORT.run(), "owner", owner));
  }
}

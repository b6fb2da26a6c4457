package kubetraining.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kubetraining.course.Outcome;
import kubetraining.report.ProgressReport;
import kubetraining.report.ReportFiles;
import kubetraining.report.SampleReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExportsTest {
  private static final ProgressReport.Scenario OPEN =
      SampleReport.scenario("01-lab/a", Outcome.NOT_REACHED);
  @TempDir Path folder;
  private Exports exports;

  @BeforeEach
  void begin() {
    exports = new Exports(new ReportFiles(folder), SampleReport.planOf(SampleReport.ended(OPEN)));
  }

  @Test
  void aRunThatIsKilledLeavesNothingThatLooksWell() throws IOException {
    exports.accept(SampleReport.open(OPEN));
    assertThat(junit()).contains("type=\"NOT_REACHED\"", "type=\"NOT_ENDED\"");
    Files.delete(folder.resolve("junit.xml"));
    exports.accept(SampleReport.open(SampleReport.scenario("01-lab/a", Outcome.UNDER_WAY)));
    assertThat(folder.resolve("junit.xml")).as("a scenario has begun").doesNotExist();

    exports.accept(SampleReport.open(SampleReport.done("01-lab/a", 1)));
    assertThat(junit()).doesNotContain("NOT_REACHED").contains("type=\"NOT_ENDED\"");

    exports.accept(SampleReport.ended(SampleReport.done("01-lab/a", 1)));
    assertThat(junit()).doesNotContain("<error").contains("errors=\"0\" failures=\"0\"");
    exports.accept(SampleReport.withLeftovers(SampleReport.done("01-lab/a", 1)));
    assertThat(junit()).contains("type=\"LEFTOVERS\"");
  }

  @Test
  void anExportThatCannotBeWrittenEndsNoRunAndNoOtherExport() throws IOException {
    Files.createDirectories(folder.resolve("junit.xml/in the way"));

    exports.accept(SampleReport.ended(SampleReport.done("01-lab/a", 1)));

    try (var files = Files.list(folder.resolve("allure-results"))) {
      assertThat(files.filter(file -> file.toString().endsWith("-result.json"))).hasSize(1);
    }
  }

  private String junit() throws IOException {
    return Files.readString(folder.resolve("junit.xml"));
  }
}

package kubetraining.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import kubetraining.course.FeatureText;
import kubetraining.course.PlannedScenario;
import kubetraining.course.RunPlan;
import kubetraining.report.NewestReport;
import kubetraining.report.ProgressReport;
import kubetraining.report.ReportFiles;
import kubetraining.report.SampleReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PageWriterTest {
  private static final PlannedScenario PLANNED =
      new PlannedScenario("01-lab/a", "It is up", "section-1", "01-lab.feature", 3, List.of());

  private static final RunPlan PLAN =
      SampleReport.with(
          SampleReport.planOf(Map.of("section-1", "1. The lab"), List.of(PLANNED)),
          "features",
          List.of(new FeatureText("01-lab.feature", "section-1", "1. The lab", "Prose.")));
  @TempDir Path folder;

  @Test
  void thePageFollowsTheRunFromItsBegin() throws IOException {
    var files = new ReportFiles(folder);
    var writer = new PageWriter(files, PLAN);
    var recorder = SampleReport.recorder(folder, PLAN);
    recorder.onChange(new NewestReport(List.of(writer), Runnable::run));

    recorder.begin();
    assertThat(page()).contains("The run has not ended", "no scenario has ended", "not reached");
    recorder.end();

    assertThat(page()).contains("Nothing was shown").doesNotContain("The run has not ended");
    assertThat(writer.lastWords())
        .isEqualTo("Report, for a browser: " + folder.resolve("index.html"));
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("index.html", "progress.json", "progress.md");
  }

  @Test
  void aPageThatCannotBeBuiltSaysSoAndDisturbsNobody() throws IOException {
    Function<String, Optional<byte[]>> broken =
        path -> {
          throw new IllegalStateException("the disk is <gone>");
        };
    var files = new ReportFiles(folder);
    var writer = new PageWriter(files, new Page(PLAN.features(), PLAN.guide(), broken));
    var recorder = SampleReport.recorder(folder, PLAN);
    recorder.begin();

    writer.accept(withPicture(recorder.snapshot()));

    assertThat(writer.lastWords())
        .contains("index.html could not be built", "the disk is <gone>")
        .contains("The report in words is complete: " + folder.resolve("progress.md"));
    assertThat(page()).contains("This page could not be built", "the disk is &lt;gone&gt;");
    writer.accept(recorder.snapshot());
    assertThat(writer.lastWords()).startsWith("Report, for a browser");
  }

  @Test
  void evidenceOutsideTheFolderIsNotRead() throws IOException {
    Files.createDirectories(folder.resolve("reports/evidence"));
    Files.writeString(folder.resolve("reports/evidence/a.txt"), "inside");
    Files.writeString(folder.resolve("secret.txt"), "outside");
    Function<String, Optional<byte[]>> evidence =
        path -> PageWriter.evidence(folder.resolve("reports"), path);

    assertThat(evidence.apply("evidence/a.txt").map(bytes -> new String(bytes, UTF_8)))
        .contains("inside");
    assertThat(evidence.apply("../secret.txt")).isEmpty();
    assertThat(evidence.apply("evidence/none.txt")).isEqualTo(Optional.empty());
  }

  private static ProgressReport withPicture(ProgressReport report) {
    var first = report.scenarios().get(0);
    var kept = List.of("evidence/01-lab/a/page.png");
    return SampleRun.with(report, List.of(SampleReport.with(first, "evidence", kept)));
  }

  private String page() throws IOException {
    return Files.readString(folder.resolve("index.html"));
  }
}

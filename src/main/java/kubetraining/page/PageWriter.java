package kubetraining.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import kubetraining.course.RunPlan;
import kubetraining.host.Texts;
import kubetraining.report.ProgressReport;
import kubetraining.report.ReportFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the page whenever the report has changed. That this fails never fails a run. */
public final class PageWriter implements Consumer<ProgressReport> {
  private static final Logger log = LoggerFactory.getLogger(PageWriter.class);
  private final ReportFiles files;
  private final Page page;
  private String trouble = "";

  public PageWriter(ReportFiles files, RunPlan plan) {
    this(files, new Page(plan.features(), plan.guide(), path -> evidence(files.folder(), path)));
  }

  PageWriter(ReportFiles files, Page page) {
    this.files = files;
    this.page = page;
  }

  @Override
  public synchronized void accept(ProgressReport report) {
    try {
      files.writePage(page.html(report));
      trouble = "";
    } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
      log.error("the page could not be built", e);
      trouble = e.toString();
      excuse(report);
    }
  }

  /** What the console says last: where the page is, or why there is none. */
  public synchronized String lastWords() {
    return trouble.isEmpty()
        ? "Report, for a browser: " + files.page()
        : Texts.of(
            "The page %s could not be built (%s). The report in words is complete: %s",
            files.page(), trouble, files.folder().resolve("progress.md"));
  }

  /** A file that a scenario has kept; a path that leads out of the reports is not followed. */
  static Optional<byte[]> evidence(Path reports, String path) {
    Path folder = reports.toAbsolutePath().normalize();
    Path file = folder.resolve(path).normalize();
    try {
      return file.startsWith(folder) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    } catch (IOException e) {
      log.warn("evidence {} cannot be shown in the page", file, e);
      return Optional.empty();
    }
  }

  // An older page would tell of an older state of the run.
  private void excuse(ProgressReport report) {
    try {
      files.writePage(
          Templates.fill("excuse", Map.of("excuse", new View.Detail(report.run().id(), trouble))));
    } catch (RuntimeException e) {
      log.error("a page that says so could not be written either", e);
    }
  }
}

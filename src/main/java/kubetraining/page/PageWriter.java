package kubetraining.page;

import java.util.Map;
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
    this(files, new Page(plan.features(), plan.guide(), EvidenceFiles.in(files.folder())));
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

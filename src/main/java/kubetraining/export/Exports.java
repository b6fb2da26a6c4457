package kubetraining.export;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kubetraining.course.RunPlan;
import kubetraining.report.ProgressReport;
import kubetraining.report.ProgressReport.Scenario;
import kubetraining.report.ReportFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the report for other programs after every change: {@code junit.xml} and {@code
 * allure-results}. What a run that was cut off leaves there says so, because every state of the run
 * is written as if it were the last.
 */
public final class Exports implements Consumer<ProgressReport> {
  private static final Logger log = LoggerFactory.getLogger(Exports.class);
  private static final String JUNIT_FILE = "junit.xml";
  private final ReportFiles files;
  private final AllureResults allure;
  private List<Object> told = List.of();

  public Exports(ReportFiles files, RunPlan plan) {
    this.files = files;
    this.allure = new AllureResults(files, plan);
  }

  @Override
  public void accept(ProgressReport report) {
    // All of it is one file. That a scenario has begun is not worth writing it again: open is open.
    if (!told.equals(news(report))) {
      write(
          JUNIT_FILE,
          () -> files.put(JUNIT_FILE, new JunitReport(report, files.folder()).written()));
      told = news(report);
    }
    write(AllureResults.FOLDER, () -> allure.write(report));
  }

  private static List<Object> news(ProgressReport report) {
    return List.of(
        report.scenarios().stream().filter(Scenario::hasEnded).toList(),
        Optional.ofNullable(report.run().lab()),
        Optional.ofNullable(report.run().endedAt()),
        Optional.ofNullable(report.leftovers()));
  }

  // Nothing is proven by these files. One that cannot be written costs no scenario its outcome; the
  // one before it is no praise either, as it calls everything open an error.
  private static void write(String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      log.error("{} is not up to date: it could not be written", what, e);
    }
  }
}

package kubetraining.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import kubetraining.report.ProgressReport;

/**
 * Writes the pages of the sample runs, and says how long that takes. By hand, in the folder of the
 * project: {@code mvn -q test-compile exec:java@page}.
 */
public final class PageSamples {
  private static final int REPEATS = 5;

  private PageSamples() {}

  /**
   * Makes {@code target/page/pass.html} and {@code fail.html}.
   *
   * @param args the folder of the project
   */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args.length > 0 ? args[0] : ".", "target/page"));
    write(folder.resolve("pass.html"), SampleRun.passing());
    write(folder.resolve("fail.html"), SampleRun.failing());
  }

  private static void write(Path file, ProgressReport report) throws IOException {
    var evidence = SampleRun.evidence();
    for (int i = 0; i < REPEATS; i++) {
      long start = System.nanoTime();
      String html = Page.of(report, SampleRun.features(), SampleRun.guide(), evidence);
      double took = (System.nanoTime() - start) / 1e9;
      Files.writeString(file, html);
      System.out.printf(
          Locale.ROOT,
          "%s: %d scenarios, %d kB, built in %.2f s%n",
          file.getFileName(),
          report.scenarios().size(),
          html.length() / 1024,
          took);
    }
  }
}

package kubetraining.page;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import kubetraining.course.Outcome;
import kubetraining.host.Chromium;
import kubetraining.host.Texts;
import kubetraining.report.ProgressReport;

/**
 * Writes the pages of two sample runs to {@code target/page}, says what building them costs, and
 * makes the pictures in {@code docs} where there is a browser. By hand: {@code mvn -q test-compile
 * exec:java@page}.
 */
public final class PageSamples {
  private static final int WIDTH = 1120;
  private static final int HEIGHT = 1000;

  private PageSamples() {}

  /**
   * Makes pages and pictures.
   *
   * @param args the folder of the project
   */
  public static void main(String[] args) throws IOException {
    Path project = Path.of(args.length > 0 ? args[0] : ".");
    Path folder = Files.createDirectories(project.resolve("target/page"));
    var pages = Map.of("pass", SampleRun.passing(), "fail", SampleRun.failing());
    var evidence = SampleRun.evidence();
    for (var each : pages.entrySet()) {
      var page = new Page(SampleRun.GUIDE.features(), SampleRun.GUIDE.scenarios(), evidence);
      String html = build(each.getKey() + ", built from nothing", page, each.getValue());
      Files.writeString(folder.resolve(each.getKey() + ".html"), html);
      build(each.getKey() + ", built again after a change", page, changed(each.getValue()));
    }
    var chromium = Chromium.program();
    if (chromium.isEmpty()) {
      System.out.println("no pictures: no chromium on the path");
      return;
    }
    try (var chrome = new Chrome(chromium.get())) {
      for (String name : pages.keySet()) {
        chrome.look(WIDTH, HEIGHT, false);
        chrome.open(folder.resolve(name + ".html").toUri().toString());
        Files.write(project.resolve(Texts.of("docs/page-%s.png", name)), chrome.picture());
      }
    }
  }

  private static String build(String what, Page page, ProgressReport report) {
    var threads = ManagementFactory.getThreadMXBean();
    long start = System.nanoTime();
    long busy = threads.getCurrentThreadCpuTime();
    String html = page.html(report);
    System.out.printf(
        Locale.ROOT,
        "%s: %d scenarios, %d kB, %.2f s, of which the processor was busy for %.2f s%n",
        what,
        SampleRun.GUIDE.scenarios().size(),
        html.length() / 1024,
        (System.nanoTime() - start) / 1e9,
        (threads.getCurrentThreadCpuTime() - busy) / 1e9);
    return html;
  }

  private static ProgressReport changed(ProgressReport report) {
    var scenarios = new ArrayList<>(report.scenarios());
    scenarios.set(0, SampleRun.changed(scenarios.get(0), Outcome.UNDER_WAY, "", null, ""));
    return SampleRun.with(report, scenarios);
  }
}

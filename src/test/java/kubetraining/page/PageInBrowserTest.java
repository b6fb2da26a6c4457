package kubetraining.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kubetraining.course.PlannedScenario;
import kubetraining.host.Chromium;
import kubetraining.host.Texts;
import kubetraining.report.ProgressReport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, with the rules of axe-core; left out where there is no browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PageInBrowserTest {
  private static final int PHONE = 360;
  private static final int DESK = 1280;
  private static final List<String> PARTS =
      List.of(
          ("01-lab/four-identical 02-dashboard/a-browser-shows 02-dashboard/headlamp"
                  + " 02-dashboard/the-old-files 03-spark/two-executors 04-scheduler/with-hot-0"
                  + " 04-scheduler/the-coldest-node-is-full 04-scheduler/no-pod-is-placed-without"
                  + " 04-scheduler/asked-about 05-cpu-manager/the-pod-has-a-cpu"
                  + " 06-autoscaling/under-load 06-autoscaling/by-default-the-autoscaler")
              .split(" "));
  @TempDir Path folder;
  private Chrome chrome;

  @BeforeAll
  void start() throws IOException {
    var chromium = Chromium.program();
    assumeTrue(chromium.isPresent(), "no chromium on the path, so no page can be opened");
    chrome = new Chrome(chromium.get());
  }

  @AfterAll
  void end() {
    if (chrome != null) {
      chrome.close();
    }
  }

  @Test
  void aPageOfARunIsQuietAccessibleAndAlone() throws IOException {
    look(part(SampleRun.passing()), PHONE, false);
    look(part(SampleRun.passing()), DESK, true);
    look(part(SampleRun.failing()), PHONE, true);
    look(part(SampleRun.failing()), DESK, false);
  }

  @Test
  void aPageOfTheWholeGuideIsQuietAndAlone() throws IOException {
    chrome.look(PHONE, 900, false);
    open(SampleRun.passing(), SampleRun.GUIDE.scenarios());

    assertThat(chrome.count("article.card")).isEqualTo(SampleRun.GUIDE.scenarios().size());
    assertThat(chrome.requests()).isEmpty();
    assertThat(chrome.complaints()).isEmpty();
    assertThat(number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(PHONE);
  }

  @Test
  void theSwitchesOpenAllDetailsAndLeaveOnlyWhatIsNotDone() throws IOException {
    open(part(SampleRun.failing()));
    assertThat(chrome.count("details[open]")).isZero();

    chrome.eval("[...document.querySelectorAll('#tools button')].forEach(each => each.click())");

    assertThat(chrome.count("details[open]")).isEqualTo(chrome.count("details")).isPositive();
    assertThat(
            chrome.eval(
                "[...document.querySelectorAll('.card')].filter(each => each.offsetParent).every("
                    + "each => each.dataset.tone !== 'done')"))
        .hasToString("true");
    assertThat(chrome.complaints()).isEmpty();
  }

  @Test
  void aPageWithoutItsScriptShowsAllOfItsText() throws IOException {
    chrome.scripts(false);
    try {
      open(part(SampleRun.failing()));

      assertThat(chrome.requests()).isEmpty();
    } finally {
      chrome.scripts(true);
    }
    assertThat(chrome.count("#tools button")).as("switches that would do nothing").isZero();
    assertThat(chrome.count("article.card")).isGreaterThan(PARTS.size() - 1);
  }

  private void look(ProgressReport report, int width, boolean dark) throws IOException {
    chrome.look(width, 900, dark);
    open(report);
    String where = Texts.of("%s, %s, %d wide", report.verdict(), dark ? "dark" : "light", width);
    assertThat(chrome.requests()).as("what was loaded, " + where).isEmpty();
    assertThat(number("document.documentElement.scrollWidth"))
        .as("width that the page needs, " + where)
        .isLessThanOrEqualTo(width);
    assertThat(number("document.images.length")).as("pictures carried").isPositive();
    assertThat(number("[...document.images].filter(each => !each.naturalWidth).length"))
        .as("pictures that do not show, " + where)
        .isZero();
    assertThat(chrome.violations("html")).as("axe-core, " + where).isEmpty();
    chrome.openAllDetails();
    assertThat(chrome.violations("html")).as("axe-core, all details open, " + where).isEmpty();
    assertThat(chrome.complaints()).as("complaints of the page, " + where).isEmpty();
  }

  // axe-core looks at every element again and again; one of each kind is enough for it.
  private static ProgressReport part(ProgressReport report) {
    return SampleRun.with(
        report, report.scenarios().stream().filter(each -> isPart(each.id())).toList());
  }

  private static boolean isPart(String id) {
    return PARTS.stream().anyMatch(id::startsWith);
  }

  private void open(ProgressReport report) throws IOException {
    open(report, SampleRun.GUIDE.scenarios().stream().filter(each -> isPart(each.id())).toList());
  }

  private void open(ProgressReport report, List<PlannedScenario> guide) throws IOException {
    Path file = folder.resolve("index.html");
    Files.writeString(
        file, new Page(SampleRun.GUIDE.features(), guide, SampleRun.evidence()).html(report));
    chrome.open(file.toUri().toString());
  }

  private int number(String script) {
    return chrome.eval(script).asInt();
  }
}

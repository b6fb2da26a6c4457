package kubetraining.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import kubetraining.course.Outcome;
import kubetraining.report.ProgressReport;
import kubetraining.report.SampleReport;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class JunitReportTest {
  private static final Path REPORTS = Path.of("reports");

  @Test
  void mavensOwnReaderCountsWhatTheModelCounts() throws Exception {
    var report = SampleReport.ofEveryOutcome();

    // It sums up by class, and leaves a suite without any where it finds another name.
    var suites =
        readAsMavenDoes(report).stream().filter(each -> each.getNumberOfTests() > 0).toList();

    assertThat(suites)
        .extracting(
            ReportTestSuite::getName,
            ReportTestSuite::getNumberOfTests,
            ReportTestSuite::getNumberOfFailures,
            ReportTestSuite::getNumberOfErrors,
            ReportTestSuite::getNumberOfSkipped)
        // WRONG, NOT_YET, TIMEOUT; both faults, NOT_ATTEMPTED, UNDER_WAY, NOT_REACHED; BLOCKED.
        .containsExactly(tuple("01-lab", 10, 3, 5, 1), tuple("03-spark", 1, 0, 0, 1));
    assertThat(suites.stream().mapToInt(ReportTestSuite::getNumberOfTests).sum())
        .isEqualTo(report.scenarios().size());
    assertThat(suites.get(0).getTestCases())
        .filteredOn(ReportTestCase::hasFailure)
        .extracting(ReportTestCase::getFailureType)
        .containsExactly("WRONG", "NOT_YET", "TIMEOUT");
    var root = xml(report);
    assertThat(root.tagName()).isEqualTo("testsuites");
    assertThat(List.of("tests", "failures", "errors"))
        .extracting(each -> root.attr(each))
        .containsExactly("11", "3", "5");
    assertThat(root.select("skipped")).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BLOCKED")
  void eachOutcomeHasItsElementAndItsReason(Outcome outcome) {
    var testCase = testCase(SampleReport.ended(SampleReport.scenario(outcome)), 0);

    var marks = marks(testCase);
    if (outcome == Outcome.DONE) {
      assertThat(marks).isEmpty();
      return;
    }
    String element = outcome.ofTrainee() ? "failure" : "error";
    assertThat(marks).singleElement().extracting(Element::tagName).isEqualTo(element);
    assertThat(marks.get(0).attr("type")).isEqualTo(outcome.name());
    assertThat(marks.get(0).attr("message")).startsWith(outcome.name() + ": ");
    if (outcome.failed()) {
      assertThat(marks.get(0).wholeText())
          .contains("expected 4, saw 3", "Expected: 4 nodes", "Seen: 3 nodes", "Next: look at");
    }
  }

  @Test
  void theFileIsGreenOnlyIfTheRunIs() {
    var done = SampleReport.done("01-lab/a", 1);
    assertThat(red(SampleReport.ended(done))).isZero();
    assertThat(red(SampleReport.ended(done, SampleReport.allowed("01-lab/b")))).isZero();

    for (Outcome outcome : Outcome.values()) {
      if (outcome != Outcome.DONE) {
        assertThat(red(SampleReport.ended(done, SampleReport.scenario(outcome))))
            .as("%s beside what is done", outcome)
            .isEqualTo(1);
      }
    }
    assertThat(red(SampleReport.ended(SampleReport.allowed("01-lab/b")))).as("nothing").isOne();
    assertThat(red(SampleReport.open(done))).as("cut off at its very end").isOne();
    assertThat(red(SampleReport.withLeftovers(done))).as("leftovers").isOne();
    assertThat(red(SampleReport.complaining(SampleReport.ended(done), "node4 is gone")))
        .as("complaint")
        .isOne();
  }

  @Test
  void aSuiteSaysWhichRunOnWhichLab() {
    var suite = xml(SampleReport.ofEveryOutcome()).select("testsuite").get(0);

    assertThat(suite.select("property"))
        .extracting(each -> each.attr("name"), each -> each.attr("value"))
        .contains(
            tuple("run", "run-9"),
            tuple("selection", "@spark"),
            tuple("verdict", "FAILED"),
            tuple("lab.kind", "embedded"),
            tuple("kubernetes", "v1.36.3"),
            tuple("image apache/spark:4.1.1", "sha256:abc"));
    assertThat(suite.attr("timestamp")).isEqualTo("2026-11-23T12:00:01");
    assertThat(suite.attr("time")).matches("\\d+\\.\\d{3}");
  }

  @Test
  void theOutputHasCommandsWaitsFactsAndTheEvidence() {
    var report = SampleReport.ended(SampleReport.withEvidence("03-spark/pi", Outcome.DONE));

    assertThat(testCase(report, 0).wholeText().strip())
        .isEqualTo(
            """
            node1$ kubectl get pods
            pod-1 Running
            node2$ false
            [exit code 1]
            waited 50.5 of at most 60.0 s for 4 nodes: came true, at risk
            pi: 3.1415
            executors: [node3, node4]
            [[ATTACHMENT|reports/evidence/03-spark/pi/terminal.txt]]\
            """);
  }

  // What both schemas ask for that are in use: that of Jenkins' xUnit plugin, and Surefire's.
  @Test
  void attributesAndOrderAreThoseThatKnownReadersAskFor() {
    for (var suite : xml(SampleReport.ofEveryOutcome()).select("testsuite")) {
      assertThat(suite.child(0).tagName()).isEqualTo("properties");
      for (String name : List.of("name", "tests", "failures", "errors", "skipped", "time")) {
        assertThat(suite.hasAttr(name)).as(name).isTrue();
      }
      for (var testCase : suite.select("testcase")) {
        assertThat(testCase.children().stream().map(Element::tagName).toList())
            .isSubsetOf("failure", "error", "skipped", "system-out")
            .hasSizeBetween(1, 2)
            .last()
            .isEqualTo("system-out");
        assertThat(testCase.attr("time")).matches("\\d+\\.\\d{3}");
      }
    }
  }

  @Test
  void scenariosOfTheSameNameStayApart() {
    var report =
        SampleReport.ended(
            SampleReport.done("01-lab/a", 1),
            SampleReport.done("02-dashboard/a", 1),
            SampleReport.done("01-lab/b", 1));

    assertThat(xml(report).select("testcase"))
        .extracting(each -> each.attr("classname"), each -> each.attr("name"))
        .containsExactly(
            tuple("features.01-lab", "a [01-lab/a]"),
            tuple("features.02-dashboard", "a [02-dashboard/a]"),
            tuple("features.01-lab", "b"));
  }

  private static List<String> marksOf(ProgressReport.Scenario... scenarios) {
    return xml(SampleReport.ended(scenarios)).select("testcase").stream()
        .map(each -> marks(each).stream().map(Element::tagName).findFirst().orElse(""))
        .toList();
  }

  private static Elements marks(Element testCase) {
    return testCase.select("failure, error, skipped");
  }

  private static int red(ProgressReport report) {
    var root = xml(report);
    return Integer.parseInt(root.attr("failures")) + Integer.parseInt(root.attr("errors"));
  }

  private static Element testCase(ProgressReport report, int index) {
    return xml(report).select("testcase").get(index);
  }

  private static List<ReportTestSuite> readAsMavenDoes(ProgressReport report) throws Exception {
    var bytes = new ByteArrayInputStream(new JunitReport(report, REPORTS).written());
    return new TestSuiteXmlParser(new NullConsoleLogger())
        .parse(new InputStreamReader(bytes, StandardCharsets.UTF_8));
  }

  private static Element xml(ProgressReport report) {
    var text = new String(new JunitReport(report, REPORTS).written(), StandardCharsets.UTF_8);
    return Jsoup.parse(text, "", Parser.xmlParser()).child(0);
  }

  @Test
  void oneCauseIsOneFailureAndWhatIsBlockedByNothingThatIsRedIsAnErrorItself() {
    assertThat(
            marksOf(
                SampleReport.scenario("01-lab/a", Outcome.LAB_FAULT),
                SampleReport.blocked("01-lab/b", "01-lab/a"),
                SampleReport.blocked("03-spark/c", "01-lab/b")))
        .containsExactly("error", "skipped", "skipped");
    assertThat(
            marksOf(
                SampleReport.done("01-lab/done", 1),
                SampleReport.allowed("01-lab/a"),
                SampleReport.blocked("01-lab/b", "01-lab/a"),
                SampleReport.blocked("01-lab/c", "01-lab/unknown"),
                SampleReport.blocked("01-lab/d", "01-lab/e"),
                SampleReport.blocked("01-lab/e", "01-lab/d")))
        .containsExactly("", "skipped", "error", "error", "error", "error");
  }

  @Test
  void whatNoScenarioTellsIsToldOfTheRunWhateverATerminalPrints() throws Exception {
    var done = SampleReport.done("01-lab/a", 1);
    var left = xml(SampleReport.withLeftovers(done)).selectFirst("error");
    assertThat(left.attr("type")).isEqualTo("LEFTOVERS");
    assertThat(left.wholeText()).contains("volume vol-1", "./training sweep");
    assertThat(left.parent().attr("name")).isEqualTo("The lab leaves nothing behind");
    String nasty =
        "\u001b[31mred\u001b[0m \u0000 ]]> <&\"' \uD800 \uDC00x \uFFFF \uD83D\uDE00 \r\n\t";
    var complaint = SampleReport.complaining(SampleReport.ended(done), nasty);
    var error = xml(complaint).selectFirst("error");
    assertThat(readAsMavenDoes(complaint)).as("it is XML").isNotEmpty();
    assertThat(error.attr("type")).isEqualTo("COMPLAINT");
    assertThat(error.wholeText())
        .endsWith(
            "\uFFFD[31mred\uFFFD[0m \uFFFD ]]> <&\"' \uFFFD \uFFFDx \uFFFD \uD83D\uDE00 \r\n\t");
  }
}

package kubetraining.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import kubetraining.course.Outcome;
import kubetraining.report.ProgressReport;
import kubetraining.report.SampleReport;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

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
    var root = xml(report).getDocumentElement();
    assertThat(root.getTagName()).isEqualTo("testsuites");
    assertThat(List.of("tests", "failures", "errors"))
        .extracting(root::getAttribute)
        .containsExactly("11", "3", "5");
    assertThat(elements(root, "skipped")).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BLOCKED")
  void eachOutcomeHasItsElementAndItsReason(Outcome outcome) throws Exception {
    var testCase = testCase(SampleReport.ended(SampleReport.scenario(outcome)), 0);

    var marks = marks(testCase);
    if (outcome == Outcome.DONE) {
      assertThat(marks).isEmpty();
      return;
    }
    String element = outcome.ofTrainee() ? "failure" : "error";
    assertThat(marks).singleElement().extracting(Element::getTagName).isEqualTo(element);
    assertThat(marks.get(0).getAttribute("type")).isEqualTo(outcome.name());
    assertThat(marks.get(0).getAttribute("message")).startsWith(outcome.name() + ": ");
    if (outcome.failed()) {
      assertThat(marks.get(0).getTextContent())
          .contains("expected 4, saw 3", "Expected: 4 nodes", "Seen: 3 nodes", "Next: look at");
    }
  }

  @Test
  void theFileIsGreenOnlyIfTheRunIs() throws Exception {
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
  void aSuiteSaysWhichRunOnWhichLab() throws Exception {
    var suite =
        elements(xml(SampleReport.ofEveryOutcome()).getDocumentElement(), "testsuite").get(0);

    assertThat(elements(suite, "property"))
        .extracting(each -> each.getAttribute("name"), each -> each.getAttribute("value"))
        .contains(
            tuple("run", "run-9"),
            tuple("selection", "@spark"),
            tuple("verdict", "FAILED"),
            tuple("lab.kind", "embedded"),
            tuple("kubernetes", "v1.36.3"),
            tuple("image apache/spark:4.1.1", "sha256:abc"));
    assertThat(suite.getAttribute("timestamp")).isEqualTo("2026-11-23T12:00:01");
    assertThat(suite.getAttribute("time")).matches("\\d+\\.\\d{3}");
  }

  @Test
  void theOutputHasCommandsWaitsFactsAndTheEvidence() throws Exception {
    var report = SampleReport.ended(SampleReport.withEvidence("03-spark/pi", Outcome.DONE));

    assertThat(testCase(report, 0).getTextContent().strip())
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
  void attributesAndOrderAreThoseThatKnownReadersAskFor() throws Exception {
    for (var suite :
        elements(xml(SampleReport.ofEveryOutcome()).getDocumentElement(), "testsuite")) {
      assertThat(suite.getFirstChild().getNextSibling().getNodeName()).isEqualTo("properties");
      for (String name : List.of("name", "tests", "failures", "errors", "skipped", "time")) {
        assertThat(suite.hasAttribute(name)).as(name).isTrue();
      }
      for (var testCase : elements(suite, "testcase")) {
        assertThat(elements(testCase, "*").stream().map(Element::getTagName).toList())
            .isSubsetOf("failure", "error", "skipped", "system-out")
            .hasSizeBetween(1, 2)
            .last()
            .isEqualTo("system-out");
        assertThat(testCase.getAttribute("time")).matches("\\d+\\.\\d{3}");
      }
    }
  }

  @Test
  void scenariosOfTheSameNameStayApart() throws Exception {
    var report =
        SampleReport.ended(
            SampleReport.done("01-lab/a", 1),
            SampleReport.done("02-dashboard/a", 1),
            SampleReport.done("01-lab/b", 1));

    assertThat(elements(xml(report).getDocumentElement(), "testcase"))
        .extracting(each -> each.getAttribute("classname"), each -> each.getAttribute("name"))
        .containsExactly(
            tuple("features.01-lab", "a [01-lab/a]"),
            tuple("features.02-dashboard", "a [02-dashboard/a]"),
            tuple("features.01-lab", "b"));
  }

  private static List<String> marksOf(ProgressReport.Scenario... scenarios) throws Exception {
    return elements(xml(SampleReport.ended(scenarios)).getDocumentElement(), "testcase").stream()
        .map(each -> marks(each).stream().map(Element::getTagName).findFirst().orElse(""))
        .toList();
  }

  private static List<Element> marks(Element testCase) {
    return Stream.of("failure", "error", "skipped")
        .flatMap(name -> elements(testCase, name).stream())
        .toList();
  }

  private static int red(ProgressReport report) throws Exception {
    var root = xml(report).getDocumentElement();
    return Integer.parseInt(root.getAttribute("failures"))
        + Integer.parseInt(root.getAttribute("errors"));
  }

  private static Element testCase(ProgressReport report, int index) throws Exception {
    return elements(xml(report).getDocumentElement(), "testcase").get(index);
  }

  private static List<ReportTestSuite> readAsMavenDoes(ProgressReport report) throws Exception {
    var bytes = new ByteArrayInputStream(JunitReport.of(report, REPORTS));
    return new TestSuiteXmlParser(new NullConsoleLogger())
        .parse(new InputStreamReader(bytes, StandardCharsets.UTF_8));
  }

  private static Document xml(ProgressReport report) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(JunitReport.of(report, REPORTS)));
  }

  private static List<Element> elements(Element parent, String name) {
    var nodes = parent.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  @Test
  void oneCauseIsOneFailureAndWhatIsBlockedByNothingThatIsRedIsAnErrorItself() throws Exception {
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
    var left = elements(xml(SampleReport.withLeftovers(done)).getDocumentElement(), "error").get(0);
    assertThat(left.getAttribute("type")).isEqualTo("LEFTOVERS");
    assertThat(left.getTextContent()).contains("volume vol-1", "./training sweep");
    assertThat(((Element) left.getParentNode()).getAttribute("name"))
        .isEqualTo("The lab leaves nothing behind");
    String nasty =
        "\u001b[31mred\u001b[0m \u0000 ]]> <&\"' \uD800 \uDC00x \uFFFF \uD83D\uDE00 \r\n\t";
    var complaint = SampleReport.complaining(SampleReport.ended(done), nasty);
    var error = elements(xml(complaint).getDocumentElement(), "error").get(0);
    assertThat(error.getAttribute("type")).isEqualTo("COMPLAINT");
    assertThat(error.getTextContent())
        .endsWith(
            "\uFFFD[31mred\uFFFD[0m \uFFFD ]]> <&\"' \uFFFD \uFFFDx \uFFFD \uD83D\uDE00 \r\n\t");
  }
}

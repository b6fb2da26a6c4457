package kubetraining.export;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import kubetraining.host.Texts;
import kubetraining.report.ChallengeMark;
import kubetraining.report.ProgressReport;
import kubetraining.report.ProgressReport.Scenario;
import org.w3c.dom.Element;

/** The report in JUnit's form: a suite for each section, a case for each scenario. */
final class JunitReport {
  private final ProgressReport report;
  private final Path folder;
  private final XmlText xml = new XmlText();

  private JunitReport(ProgressReport report, Path folder) {
    this.report = report;
    this.folder = folder;
  }

  /**
   * The whole file.
   *
   * @param folder the folder of reports, which evidence is named from
   */
  static byte[] of(ProgressReport report, Path folder) {
    return new JunitReport(report, folder).written();
  }

  private byte[] written() {
    var root = xml.root("testsuites");
    var suites = new ArrayList<JunitSuite>();
    bySection().forEach((section, scenarios) -> suites.add(suite(root, section, scenarios)));
    var complaints = JunitComplaint.of(report);
    if (!complaints.isEmpty()) {
      suites.add(aboutTheRun(root, complaints));
    }
    xml.attribute(root, "name", name());
    xml.attribute(root, "tests", sum(suites, JunitSuite::tests));
    xml.attribute(root, "failures", sum(suites, JunitSuite::failures));
    xml.attribute(root, "errors", sum(suites, JunitSuite::errors));
    xml.attribute(root, "time", seconds(suites.stream().mapToDouble(JunitSuite::seconds).sum()));
    return xml.written();
  }

  private String name() {
    String challenge = report.run().challenge();
    return "Kubernetes training" + (challenge.isEmpty() ? "" : ", challenge " + challenge);
  }

  private Map<String, List<Scenario>> bySection() {
    var sections = new LinkedHashMap<String, List<Scenario>>();
    report.sections().forEach(section -> sections.put(section.id(), new ArrayList<>()));
    for (var scenario : report.scenarios()) {
      sections.computeIfAbsent(scenario.section(), any -> new ArrayList<>()).add(scenario);
    }
    sections.values().removeIf(List::isEmpty);
    return sections;
  }

  private JunitSuite suite(Element root, String section, List<Scenario> scenarios) {
    var marks = scenarios.stream().map(each -> JunitMark.of(each, report.scenarios())).toList();
    var counts = new JunitSuite(marks, scenarios.stream().mapToDouble(Scenario::seconds).sum());
    var title =
        report.sections().stream()
            .filter(each -> each.id().equals(section))
            .findFirst()
            .map(ProgressReport.Section::title)
            .orElse(section);
    var suite = open(root, title, counts);
    scenarios.stream()
        .map(Scenario::startedAt)
        .filter(Objects::nonNull)
        .sorted()
        .findFirst()
        .ifPresent(
            start ->
                xml.attribute(
                    suite,
                    "timestamp",
                    LocalDateTime.ofInstant(start, ZoneOffset.UTC)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString()));
    appendProperties(suite, section);
    for (int i = 0; i < scenarios.size(); i++) {
      appendCase(suite, scenarios.get(i), marks.get(i));
    }
    return counts;
  }

  private JunitSuite aboutTheRun(Element root, List<JunitComplaint> complaints) {
    var counts = new JunitSuite(complaints.stream().map(any -> JunitMark.ERROR).toList(), 0);
    var suite = open(root, "The run as a whole", counts);
    for (var complaint : complaints) {
      var testCase = xml.child(suite, "testcase");
      xml.attribute(testCase, "classname", "features.run");
      xml.attribute(testCase, "name", complaint.claim());
      xml.attribute(testCase, "time", seconds(0));
      appendMark(testCase, JunitMark.ERROR, complaint.type(), complaint.message());
    }
    return counts;
  }

  private Element open(Element root, String name, JunitSuite counts) {
    var suite = xml.child(root, "testsuite");
    xml.attribute(suite, "name", name);
    xml.attribute(suite, "tests", String.valueOf(counts.tests()));
    xml.attribute(suite, "failures", String.valueOf(counts.failures()));
    xml.attribute(suite, "errors", String.valueOf(counts.errors()));
    xml.attribute(suite, "skipped", String.valueOf(counts.skipped()));
    xml.attribute(suite, "time", seconds(counts.seconds()));
    return suite;
  }

  private void appendProperties(Element suite, String section) {
    var properties = new LinkedHashMap<String, String>();
    var run = report.run();
    properties.put("run", run.id());
    properties.put("selection", run.selection());
    if (!run.challenge().isEmpty()) {
      properties.put(ChallengeMark.NAME, run.challenge());
    }
    report.sections().stream()
        .filter(each -> each.id().equals(section))
        .forEach(each -> properties.put("verdict", each.verdict().name()));
    if (run.lab() != null) {
      properties.put("lab", run.lab().name());
      properties.put("lab.kind", run.lab().kind());
      properties.put("kubernetes", run.lab().kubernetes());
    }
    run.images().forEach(image -> properties.put("image " + image.reference(), image.digest()));
    var list = xml.child(suite, "properties");
    properties.forEach(
        (name, value) -> {
          var property = xml.child(list, "property");
          xml.attribute(property, "name", name);
          xml.attribute(property, "value", value);
        });
  }

  private void appendCase(Element suite, Scenario scenario, JunitMark mark) {
    var testCase = xml.child(suite, "testcase");
    // What reads this form tells cases apart by these two, and takes the first for package.Class.
    xml.attribute(testCase, "classname", "features." + scenario.id().replaceFirst("/.*$", ""));
    xml.attribute(testCase, "name", uniqueName(scenario));
    xml.attribute(testCase, "time", seconds(scenario.seconds()));
    if (mark != JunitMark.PASSED) {
      appendMark(testCase, mark, scenario.outcome().name(), OutcomeText.of(scenario));
    }
    String transcript = Transcript.of(scenario, folder);
    if (!transcript.isEmpty()) {
      xml.text(xml.child(testCase, "system-out"), transcript);
    }
  }

  private void appendMark(Element testCase, JunitMark mark, String type, String message) {
    var element = xml.child(testCase, mark.element());
    xml.attribute(element, "message", message.lines().limit(2).collect(Collectors.joining(": ")));
    if (mark != JunitMark.SKIPPED) {
      xml.attribute(element, "type", type);
    }
    xml.text(element, message);
  }

  private String uniqueName(Scenario scenario) {
    boolean taken =
        report.scenarios().stream()
                .filter(each -> each.section().equals(scenario.section()))
                .filter(each -> each.name().equals(scenario.name()))
                .count()
            > 1;
    return taken ? Texts.of("%s [%s]", scenario.name(), scenario.id()) : scenario.name();
  }

  private static String sum(List<JunitSuite> suites, ToLongFunction<JunitSuite> count) {
    return String.valueOf(suites.stream().mapToLong(count).sum());
  }

  private static String seconds(double seconds) {
    return Texts.of("%.3f", seconds);
  }
}

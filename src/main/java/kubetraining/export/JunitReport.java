package kubetraining.export;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import kubetraining.course.Outcome;
import kubetraining.host.Texts;
import kubetraining.report.ChallengeMark;
import kubetraining.report.ProgressReport;
import kubetraining.report.ProgressReport.Scenario;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The report in JUnit's form: a suite for each section, a case for each scenario.
 *
 * @param folder the folder of reports, which evidence is named from
 */
record JunitReport(ProgressReport report, Path folder) {

  /**
   * What this form, which knows three ways not to pass, says of a scenario. A program that counts
   * only failures and errors comes to the same answer as the build.
   */
  private enum Mark {
    PASSED,
    /** The scenario itself is not true. */
    FAILURE,
    /** It could not be seen, and somebody has to do something about it. */
    ERROR,
    /** Nobody has to do anything about it, or only about what stands elsewhere in the same file. */
    SKIPPED
  }

  /**
   * One case.
   *
   * @param group what readers of this form take for package.Class; with the name it tells cases
   *     apart
   * @param message begins with the type of what went wrong
   */
  private record Case(
      String group, String name, double seconds, Mark mark, String message, String transcript) {}

  /** The whole file. */
  byte[] written() {
    try {
      var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
      document.setXmlStandalone(true);
      fill(child(document, "testsuites"));
      var transformer = TransformerFactory.newInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.INDENT, "yes");
      transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
      var bytes = new ByteArrayOutputStream();
      transformer.transform(new DOMSource(document), new StreamResult(bytes));
      return bytes.toByteArray();
    } catch (ParserConfigurationException | TransformerException e) {
      throw new IllegalStateException("this Java cannot write an XML document", e);
    }
  }

  private void fill(Element root) {
    var all = new ArrayList<Case>();
    var bySection =
        report.scenarios().stream()
            .collect(
                Collectors.groupingBy(Scenario::section, LinkedHashMap::new, Collectors.toList()));
    for (var section : bySection.entrySet()) {
      var cases = section.getValue().stream().map(this::told).toList();
      var suite = suite(root, title(section.getKey()), cases);
      section.getValue().stream()
          .map(Scenario::startedAt)
          .filter(Objects::nonNull)
          .min(Comparator.naturalOrder())
          .map(start -> start.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ""))
          .ifPresent(start -> set(suite, "timestamp", start));
      appendProperties(suite, section.getKey());
      cases.forEach(each -> append(suite, each));
      all.addAll(cases);
    }
    var complaints = complaints();
    if (!complaints.isEmpty()) {
      var suite = suite(root, "The run as a whole", complaints);
      complaints.forEach(each -> append(suite, each));
      all.addAll(complaints);
    }
    String challenge = report.run().challenge();
    challenge = challenge.isEmpty() ? "" : ", challenge " + challenge;
    set(root, "name", "Kubernetes training" + challenge);
    sum(root, all);
  }

  private String title(String section) {
    return of(section).map(ProgressReport.Section::title).orElse(section);
  }

  private Optional<ProgressReport.Section> of(String section) {
    return report.sections().stream().filter(each -> each.id().equals(section)).findFirst();
  }

  private Case told(Scenario scenario) {
    boolean taken =
        report.scenarios().stream()
            .filter(each -> !each.id().equals(scenario.id()))
            .filter(each -> each.section().equals(scenario.section()))
            .anyMatch(each -> each.name().equals(scenario.name()));
    String group = "features." + scenario.id().replaceFirst("/.*$", "");
    String name = taken ? Texts.of("%s [%s]", scenario.name(), scenario.id()) : scenario.name();
    var mark = mark(scenario);
    String message = Transcript.outcome(scenario);
    return new Case(
        group, name, scenario.seconds(), mark, message, Transcript.of(scenario, folder));
  }

  private Mark mark(Scenario scenario) {
    return switch (scenario.outcome()) {
      case DONE -> Mark.PASSED;
      case WRONG, NOT_YET, TIMEOUT -> Mark.FAILURE;
      case LAB_FAULT, SUITE_FAULT, UNDER_WAY, NOT_REACHED -> Mark.ERROR;
      case NOT_ATTEMPTED -> scenario.allowed() ? Mark.SKIPPED : Mark.ERROR;
      case BLOCKED -> causeIsTold(scenario) ? Mark.SKIPPED : Mark.ERROR;
    };
  }

  // One cause, one failure; but at least one, also where a chain of blocked ones leads nowhere.
  private boolean causeIsTold(Scenario blocked) {
    var all = report.scenarios();
    String by = blocked.blockedBy();
    for (int i = 0; i < all.size(); i++) {
      String id = by;
      var cause = all.stream().filter(each -> each.id().equals(id)).findFirst();
      if (cause.isEmpty() || cause.get().outcome() != Outcome.BLOCKED) {
        var mark = cause.map(this::mark).orElse(Mark.PASSED);
        return mark == Mark.FAILURE || mark == Mark.ERROR;
      }
      by = cause.get().blockedBy();
    }
    return false;
  }

  /**
   * What no scenario tells, and without which a reader of this form would take the run for well.
   */
  private List<Case> complaints() {
    var complaints = new ArrayList<Case>();
    if (report.run().endedAt() == null) {
      String cure =
          "NOT_ENDED: the run is still going on, or was cut off. Wait until it ends, or start it again.";
      complaints.add(complaint("The run has ended", cure));
    } else if (report.allowed() == report.scenarios().size()) {
      String why =
          "NOTHING_DONE: none of the scenarios that were asked for could be attempted, so nothing was shown.";
      complaints.add(complaint("Something was done", why));
    }
    var left = Objects.requireNonNullElse(report.leftovers(), List.<String>of());
    if (!left.isEmpty()) {
      String what = "LEFTOVERS: the lab left %d things behind; ./training sweep removes them:\n%s";
      what = Texts.of(what, left.size(), String.join("\n", left));
      complaints.add(complaint("The lab leaves nothing behind", what));
    }
    if (!report.complaints().isEmpty()) {
      String what = "COMPLAINT: apart from the scenarios something went wrong:\n";
      what += String.join("\n", report.complaints());
      complaints.add(complaint("Nothing goes wrong apart from the scenarios", what));
    }
    return complaints;
  }

  private static Case complaint(String claim, String what) {
    return new Case("features.run", claim, 0, Mark.ERROR, what, "");
  }

  private static Element suite(Element root, String name, List<Case> cases) {
    var suite = child(root, "testsuite");
    set(suite, "name", name);
    set(suite, "skipped", count(cases, Mark.SKIPPED));
    sum(suite, cases);
    return suite;
  }

  private static void sum(Element element, List<Case> cases) {
    set(element, "tests", cases.size());
    set(element, "failures", count(cases, Mark.FAILURE));
    set(element, "errors", count(cases, Mark.ERROR));
    set(element, "time", seconds(cases.stream().mapToDouble(Case::seconds).sum()));
  }

  private static long count(List<Case> cases, Mark mark) {
    return cases.stream().filter(each -> each.mark() == mark).count();
  }

  private void appendProperties(Element suite, String section) {
    var properties = new LinkedHashMap<String, String>();
    var run = report.run();
    properties.put("run", run.id());
    properties.put("selection", run.selection());
    if (!run.challenge().isEmpty()) {
      properties.put(ChallengeMark.NAME, run.challenge());
    }
    of(section).ifPresent(each -> properties.put("verdict", each.verdict().name()));
    if (run.lab() != null) {
      properties.put("lab", run.lab().name());
      properties.put("lab.kind", run.lab().kind());
      properties.put("kubernetes", run.lab().kubernetes());
    }
    run.images().forEach(image -> properties.put("image " + image.reference(), image.digest()));
    var list = child(suite, "properties");
    properties.forEach(
        (name, value) -> {
          var property = child(list, "property");
          set(property, "name", name);
          set(property, "value", value);
        });
  }

  private static void append(Element suite, Case each) {
    var testCase = child(suite, "testcase");
    set(testCase, "classname", each.group());
    set(testCase, "name", each.name());
    set(testCase, "time", seconds(each.seconds()));
    if (each.mark() != Mark.PASSED) {
      var mark = child(testCase, each.mark().name().toLowerCase(Locale.ROOT));
      set(mark, "message", each.message().lines().limit(2).collect(Collectors.joining(": ")));
      if (each.mark() != Mark.SKIPPED) {
        set(mark, "type", each.message().substring(0, each.message().indexOf(':')));
      }
      mark.setTextContent(clean(each.message()));
    }
    if (!each.transcript().isEmpty()) {
      child(testCase, "system-out").setTextContent(clean(each.transcript()));
    }
  }

  private static Element child(Node parent, String name) {
    var document = parent instanceof org.w3c.dom.Document whole ? whole : parent.getOwnerDocument();
    return (Element) parent.appendChild(document.createElement(name));
  }

  private static void set(Element element, String name, Object value) {
    element.setAttribute(name, clean(value.toString()));
  }

  /** The text without what XML 1.0 has no way to write, such as the colours of a terminal. */
  static String clean(String text) {
    return text.replaceAll(
        "[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD");
  }

  private static String seconds(double seconds) {
    return Texts.of("%.3f", seconds);
  }
}

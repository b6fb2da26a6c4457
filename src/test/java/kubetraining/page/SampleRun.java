package kubetraining.page;

import com.fasterxml.jackson.databind.DeserializationFeature;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.imageio.ImageIO;
import kubetraining.course.Outcome;
import kubetraining.course.PlannedScenario;
import kubetraining.course.Verdict;
import kubetraining.guide.FeatureCatalogue;
import kubetraining.host.FileWork;
import kubetraining.host.Texts;
import kubetraining.progress.Phases;
import kubetraining.report.ProgressReport;
import kubetraining.report.ProgressReport.Failure;
import kubetraining.report.ProgressReport.Scenario;
import kubetraining.report.ProgressReport.Section;
import kubetraining.report.ReportJson;
import kubetraining.report.SampleReport;

/** A run of the whole guide as it could have been, for tests and for the pictures in docs. */
final class SampleRun {
  private static final String FILE = "/kubetraining/page/sample-progress.json";
  private static final String EXTENDER = "04-scheduler/no-pod-is-placed-without";
  private static final String NUMBERED = "04-scheduler/asked-about-no-node";
  static final FeatureCatalogue GUIDE = FeatureCatalogue.read(Path.of("features"));

  private SampleRun() {}

  /** One that went well, of what the guide still has. */
  static ProgressReport passing() {
    var known = GUIDE.scenarios().stream().map(PlannedScenario::id).toList();
    var all = recorded();
    return with(all, all.scenarios().stream().filter(each -> known.contains(each.id())).toList());
  }

  private static ProgressReport recorded() {
    var json = ReportJson.INDENTED.readerFor(ProgressReport.class);
    var ofAnyAge = json.without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    String sample = Texts.file(SampleRun.class, FILE);
    return Phases.call("read " + FILE, () -> ofAnyAge.readValue(sample));
  }

  /** One in which a scenario of section 4 is wrong, another timed out, and section 6 is blocked. */
  static ProgressReport failing() {
    var passing = passing();
    var scenarios = new ArrayList<Scenario>();
    String cause = "";
    for (var each : passing.scenarios()) {
      if (each.id().startsWith(EXTENDER)) {
        cause = each.id();
        scenarios.add(wrong(each));
      } else if (each.id().startsWith(NUMBERED)) {
        scenarios.add(timedOut(each));
      } else if (each.section().equals("section-6") || each.section().equals("section-5")) {
        scenarios.add(blocked(each, cause));
      } else {
        scenarios.add(each);
      }
    }
    return with(passing, scenarios);
  }

  /** A picture of a page as a browser would have made it, about as large as a real one. */
  static Function<String, Optional<byte[]>> evidence() {
    byte[] picture = picture();
    return path -> path.endsWith(".png") ? Optional.of(picture) : Optional.empty();
  }

  static ProgressReport with(ProgressReport report, List<Scenario> scenarios) {
    var sections = report.sections().stream().map(each -> section(each, scenarios)).toList();
    var quiet = SampleReport.with(report, "complaints", List.of());
    return SampleReport.with(quiet, "sections", sections, "scenarios", scenarios);
  }

  private static Section section(Section section, List<Scenario> scenarios) {
    var its = scenarios.stream().filter(each -> each.section().equals(section.id())).toList();
    Verdict verdict = section.verdict();
    if (its.stream().anyMatch(each -> each.outcome().failed())) {
      verdict = Verdict.FAILED;
    } else if (its.stream().anyMatch(each -> each.outcome() == Outcome.BLOCKED)) {
      verdict = Verdict.NOT_ATTEMPTED;
    }
    return new Section(section.id(), section.title(), verdict);
  }

  private static Scenario wrong(Scenario of) {
    return changed(
        of,
        Outcome.WRONG,
        "",
        new Failure(
            "Then pod \"podpi9\" is placed on node4 by the scheduler \"heat-scheduler\"",
            "node4, which has 20 degrees and is the coldest",
            "pod podpi9 of scheduler heat-scheduler, on node2, events [Scheduled by heat-scheduler: Successfully assigned default/podpi9 to node2]",
            "Look up the temperatures with 'kubectl describe nodes | grep nerdalize/temp'. If they are right, they have not reached the extender: delete the pod, wait a moment, and create it again."),
        "node of pod podpi9, given the temperatures {node1=40.0, node2=30.0, node3=35.0, node4=20.0}\nExpecting \"node2\" to be equal to \"node4\"");
  }

  private static Scenario timedOut(Scenario of) {
    var failure =
        new Failure(
            "Then the output contains, in this order:",
            "an answer from the extender within 60 s",
            "connection refused, looked 240 times",
            "Look at the log of the extender, and run the section again.");
    String message =
        "the extender to answer: not within 60 s (looked 240 times); last seen: connection refused";
    return changed(of, Outcome.TIMEOUT, "", failure, message);
  }

  private static Scenario blocked(Scenario of, String cause) {
    var none = List.of();
    var blocked = changed(of, Outcome.BLOCKED, cause, null, "");
    var empty = SampleReport.with(blocked, "commands", none, "waits", none, "evidence", none);
    return SampleReport.with(empty, "startedAt", null, "seconds", 0.0, "facts", Map.of());
  }

  static Scenario changed(
      Scenario of, Outcome outcome, String blockedBy, Failure failure, String message) {
    var ended = SampleReport.with(of, "outcome", outcome, "blockedBy", blockedBy);
    return SampleReport.with(ended, "failure", failure, "message", message, "allowed", false);
  }

  private static byte[] picture() {
    var image = new BufferedImage(1280, 800, BufferedImage.TYPE_INT_RGB);
    var canvas = image.createGraphics();
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, 1280, 800);
    canvas.setColor(new Color(0x2F6DB5));
    canvas.fillRect(0, 0, 1280, 56);
    canvas.setColor(new Color(0xDDE3EA));
    for (int row = 0; row < 14; row++) {
      canvas.fillRect(60, 110 + row * 46, 260 + row * 37 % 200, 14);
      canvas.fillRect(620, 110 + row * 46, 90 + row * 61 % 140, 14);
      canvas.fillRect(940, 110 + row * 46, 120 + row * 23 % 90, 14);
    }
    canvas.dispose();
    var out = new ByteArrayOutputStream();
    FileWork.run("cannot write a picture", () -> ImageIO.write(image, "png", out));
    return out.toByteArray();
  }
}

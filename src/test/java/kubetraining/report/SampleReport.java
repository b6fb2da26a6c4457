package kubetraining.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kubetraining.course.Outcome;
import kubetraining.course.PlannedScenario;
import kubetraining.course.RunPlan;
import kubetraining.course.ScenarioText;
import kubetraining.course.ScenarioText.StepText;
import kubetraining.course.Verdict;
import kubetraining.host.Texts;

/** Reports for tests, made without a run. */
public final class SampleReport {
  public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  public static final String EVIDENCE = "terminal.txt";

  private SampleReport() {}

  /** A scenario of which nothing is known but how it stands. */
  public static ProgressReport.Scenario bare(Outcome outcome, boolean allowed, String blockedBy) {
    return new ProgressReport.Scenario(
        "id",
        "name",
        "section-1",
        List.of(),
        outcome,
        null,
        0,
        "",
        blockedBy,
        null,
        allowed,
        List.of(),
        List.of(),
        List.of(),
        Map.of());
  }

  /** One scenario for each outcome, in a run that has ended. */
  public static ProgressReport ofEveryOutcome() {
    var scenarios = new ArrayList<ProgressReport.Scenario>();
    for (Outcome outcome : Outcome.values()) {
      scenarios.add(scenario(outcome));
    }
    scenarios.add(allowed("03-spark/allowed"));
    return ended(scenarios.toArray(ProgressReport.Scenario[]::new));
  }

  /** A run that has ended, and has left nothing behind. */
  public static ProgressReport ended(ProgressReport.Scenario... scenarios) {
    return of(run("run-9", NOON.plusSeconds(600)), List.of(), scenarios);
  }

  /** A run that has not ended. */
  public static ProgressReport open(ProgressReport.Scenario... scenarios) {
    return of(run("run-9", null), null, scenarios);
  }

  /** A run that has ended and has left something behind. */
  public static ProgressReport withLeftovers(ProgressReport.Scenario... scenarios) {
    return of(run("run-9", NOON.plusSeconds(600)), List.of("volume vol-1"), scenarios);
  }

  /** The same run, of which something went wrong beside its scenarios. */
  public static ProgressReport complaining(ProgressReport of, String why) {
    return new ProgressReport(
        of.schema(),
        of.run(),
        of.sections(),
        of.scenarios(),
        of.leftovers(),
        of.leftOut(),
        List.of(why),
        of.history());
  }

  public static ProgressReport of(
      ProgressReport.Run run, List<String> leftovers, ProgressReport.Scenario... scenarios) {
    return new ProgressReport(
        ProgressReport.SCHEMA,
        run,
        List.of(
            new ProgressReport.Section("section-1", "1. The lab", Verdict.FAILED),
            new ProgressReport.Section("section-3", "3. Spark", Verdict.CERTIFIED)),
        Arrays.asList(scenarios),
        leftovers,
        List.of());
  }

  public static ProgressReport.Run run(String id, Instant endedAt) {
    return new ProgressReport.Run(id, NOON, endedAt, "@spark", lab("embedded", 30), images());
  }

  public static ProgressReport.Lab lab(String kind, double broughtUpInSeconds) {
    return new ProgressReport.Lab(
        kind,
        "training",
        "v1.36.3",
        List.of(new ProgressReport.Machine("node1", "control-plane", "10.42.1.4")),
        broughtUpInSeconds,
        false);
  }

  private static List<ProgressReport.Image> images() {
    return List.of(new ProgressReport.Image("apache/spark:4.1.1", "sha256:abc"));
  }

  /** A scenario of section 1 named after its outcome; {@link Outcome#BLOCKED} by the wrong one. */
  public static ProgressReport.Scenario scenario(Outcome outcome) {
    return scenario("01-lab/" + outcome.name().toLowerCase(Locale.ROOT), outcome);
  }

  public static ProgressReport.Scenario scenario(String id, Outcome outcome) {
    return blocked(id, outcome, outcome == Outcome.BLOCKED ? "01-lab/wrong" : "");
  }

  /** One that another one blocks. */
  public static ProgressReport.Scenario blocked(String id, String by) {
    return blocked(id, Outcome.BLOCKED, by);
  }

  private static ProgressReport.Scenario blocked(String id, Outcome outcome, String by) {
    boolean begun = outcome != Outcome.NOT_REACHED && outcome != Outcome.BLOCKED;
    return build(
        new Frame(id, outcome, begun ? 12.5 : 0, by),
        false,
        begun ? NOON.plusSeconds(1) : null,
        List.of());
  }

  /** One that was not attempted, and need not be. */
  public static ProgressReport.Scenario allowed(String id) {
    return build(new Frame(id, Outcome.NOT_ATTEMPTED, 0.1, ""), true, NOON, List.of());
  }

  /** One that is done and took so long. */
  public static ProgressReport.Scenario done(String id, double seconds) {
    return build(new Frame(id, Outcome.DONE, seconds, ""), false, NOON.plusSeconds(60), List.of());
  }

  /** One with a file of evidence. */
  public static ProgressReport.Scenario withEvidence(String id, Outcome outcome) {
    return build(
        new Frame(id, outcome, 12.5, ""),
        false,
        NOON,
        List.of(Texts.of("evidence/%s/%s", id, EVIDENCE)));
  }

  /** The report with this failure in its only scenario. */
  public static ProgressReport withFailure(ProgressReport report, ProgressReport.Failure failure) {
    var each = report.scenarios().get(0);
    return ended(
        new ProgressReport.Scenario(
            each.id(),
            each.name(),
            each.section(),
            each.tags(),
            each.outcome(),
            each.startedAt(),
            each.seconds(),
            each.message(),
            each.blockedBy(),
            failure,
            each.allowed(),
            each.commands(),
            each.waits(),
            each.evidence(),
            each.facts()));
  }

  private record Frame(String id, Outcome outcome, double seconds, String blockedBy) {}

  private static ProgressReport.Scenario build(
      Frame frame, boolean allowed, Instant startedAt, List<String> evidence) {
    var outcome = frame.outcome();
    boolean failed = outcome.failed();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("pi", 3.1415);
    facts.put("executors", List.of("node3", "node4"));
    return new ProgressReport.Scenario(
        frame.id(),
        nameOf(frame.id()),
        frame.id().startsWith("03") ? "section-3" : "section-1",
        List.of(frame.id().startsWith("03") ? "@section-3" : "@section-1", "@topic", "@essential"),
        outcome,
        startedAt,
        frame.seconds(),
        message(outcome),
        frame.blockedBy(),
        failed ? failure() : null,
        allowed,
        List.of(
            new ProgressReport.Command("node1", "kubectl get pods", 0, "pod-1 Running"),
            new ProgressReport.Command("node2", "false", 1, "")),
        List.of(
            new ProgressReport.Wait(
                "4 nodes", false, 60, 50.5, 9, true, "3 \"Ready\", 1 not", "4", true)),
        evidence,
        facts);
  }

  private static ProgressReport.Failure failure() {
    return new ProgressReport.Failure(
        "Then 4 nodes are ready", "4 nodes", "3 nodes", "look at node3");
  }

  private static String message(Outcome outcome) {
    if (outcome == Outcome.DONE || outcome == Outcome.NOT_REACHED || outcome == Outcome.UNDER_WAY) {
      return "";
    }
    return "Then 4 nodes are ready\nexpected 4, saw 3";
  }

  private static String nameOf(String id) {
    return id.substring(id.indexOf('/') + 1);
  }

  /** A plan that asks for all the scenarios of a report, with the guide's texts. */
  public static RunPlan planOf(ProgressReport report) {
    var sections = new LinkedHashMap<String, String>();
    report.sections().forEach(section -> sections.put(section.id(), section.title()));
    var guide = report.scenarios().stream().map(SampleReport::planned).toList();
    return new RunPlan(
        report.run().selection(),
        sections,
        List.of(),
        guide,
        guide.stream().map(PlannedScenario::id).collect(Collectors.toSet()),
        Set.of(),
        Set.of());
  }

  private static PlannedScenario planned(ProgressReport.Scenario scenario) {
    var steps =
        List.of(
            new StepText("Given", "the training cluster is running", "", List.of()),
            new StepText("When", "the trainee runs on node1:", "kubectl get pods", List.of()),
            new StepText("Then", "4 nodes are ready", "", List.of(List.of("a", "b \"c\""))),
            new StepText("And", "they stay so", "", List.of()));
    return new PlannedScenario(
        scenario.id(),
        scenario.name(),
        scenario.section(),
        "01-lab.feature",
        7,
        scenario.tags(),
        new ScenarioText("Nodes are ready", "About *nodes*.", "About **this**.", steps));
  }
}

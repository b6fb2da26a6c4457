package kubetraining.report;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.course.Outcome;
import kubetraining.course.PlannedScenario;
import kubetraining.course.RunPlan;
import kubetraining.course.ScenarioText;
import kubetraining.course.ScenarioText.StepText;
import kubetraining.course.Verdict;
import kubetraining.host.Texts;
import kubetraining.wait.WaitLedger;
import org.jspecify.annotations.Nullable;

/** Reports for tests, made without a run. */
public final class SampleReport {
  public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  public static final String EVIDENCE = "terminal.txt";

  private SampleReport() {}

  /**
   * The same record with other values.
   *
   * @param changes names of components, each with its value behind it
   */
  public static <T extends Record> T with(T of, @Nullable Object... changes) {
    var values = new ArrayList<Object>();
    var components = of.getClass().getRecordComponents();
    try {
      for (RecordComponent each : components) {
        int at = 0;
        while (at < changes.length && !each.getName().equals(changes[at])) {
          at += 2;
        }
        values.add(at < changes.length ? changes[at + 1] : each.getAccessor().invoke(of));
      }
      var types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      @SuppressWarnings("unchecked")
      T changed = (T) of.getClass().getDeclaredConstructor(types).newInstance(values.toArray());
      return changed;
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no such record", e);
    }
  }

  /** A scenario of which nothing matters but how it stands. */
  public static ProgressReport.Scenario bare(Outcome outcome, boolean allowed, String blockedBy) {
    var named = with(scenario("id", outcome), "name", "name", "tags", List.of());
    return with(named, "allowed", allowed, "blockedBy", blockedBy);
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
    return with(ended(scenarios), "leftovers", List.of("volume vol-1"));
  }

  /** The same run, of which something went wrong beside its scenarios. */
  public static ProgressReport complaining(ProgressReport of, String why) {
    return with(of, "complaints", List.of(why));
  }

  public static ProgressReport of(
      ProgressReport.Run run,
      @Nullable List<String> leftovers,
      ProgressReport.Scenario... scenarios) {
    var sections =
        List.of(
            new ProgressReport.Section("section-1", "1. The lab", Verdict.FAILED),
            new ProgressReport.Section("section-3", "3. Spark", Verdict.CERTIFIED));
    var all = Arrays.asList(scenarios);
    String schema = ProgressReport.SCHEMA;
    return new ProgressReport(schema, run, sections, all, leftovers, List.of(), List.of(), null);
  }

  public static ProgressReport.Run run(String id, @Nullable Instant endedAt) {
    var images = List.of(new ProgressReport.Image("apache/spark:4.1.1", "sha256:abc"));
    var lab = lab("embedded", 30);
    return new ProgressReport.Run(
        id, NOON, endedAt, "@spark", lab, images, List.of(), "", "", null, ProgressReport.SUITE);
  }

  public static ProgressReport.Lab lab(String kind, double broughtUpInSeconds) {
    var machines = List.of(new ProgressReport.Machine("node1", "control-plane", "10.42.1.4"));
    return new ProgressReport.Lab(
        kind, "training", "v1.36.3", machines, broughtUpInSeconds, false, null, null);
  }

  /** A scenario of section 1 named after its outcome; {@link Outcome#BLOCKED} by the wrong one. */
  public static ProgressReport.Scenario scenario(Outcome outcome) {
    return scenario("01-lab/" + outcome.name().toLowerCase(Locale.ROOT), outcome);
  }

  public static ProgressReport.Scenario scenario(String id, Outcome outcome) {
    boolean begun = outcome != Outcome.NOT_REACHED && outcome != Outcome.BLOCKED;
    boolean told = begun && outcome != Outcome.DONE && outcome != Outcome.UNDER_WAY;
    boolean third = id.startsWith("03");
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("pi", 3.1415);
    facts.put("executors", List.of("node3", "node4"));
    return new ProgressReport.Scenario(
        id,
        id.substring(id.indexOf('/') + 1),
        third ? "section-3" : "section-1",
        List.of(third ? "@section-3" : "@section-1", "@topic", "@essential"),
        outcome,
        begun ? NOON.plusSeconds(1) : null,
        begun ? 12.5 : 0,
        told || outcome == Outcome.BLOCKED ? "Then 4 nodes are ready\nexpected 4, saw 3" : "",
        outcome == Outcome.BLOCKED ? "01-lab/wrong" : "",
        outcome.failed()
            ? new ProgressReport.Failure(
                "Then 4 nodes are ready", "4 nodes", "3 nodes", "look at node3")
            : null,
        false,
        List.of(
            new ProgressReport.Command("node1", "kubectl get pods", 0, "pod-1 Running"),
            new ProgressReport.Command("node2", "false", 1, "")),
        List.of(
            new ProgressReport.Wait(
                "4 nodes", false, 60, 50.5, 9, true, "3 \"Ready\", 1 not", "4", true)),
        List.of(),
        facts);
  }

  /** One that another one blocks. */
  public static ProgressReport.Scenario blocked(String id, String by) {
    return with(scenario(id, Outcome.BLOCKED), "blockedBy", by);
  }

  /** One that was not attempted, and need not be. */
  public static ProgressReport.Scenario allowed(String id) {
    return with(scenario(id, Outcome.NOT_ATTEMPTED), "allowed", true, "startedAt", NOON);
  }

  /** One that is done and took so long. */
  public static ProgressReport.Scenario done(String id, double seconds) {
    var done = scenario(id, Outcome.DONE);
    return with(done, "seconds", seconds, "startedAt", NOON.plusSeconds(60));
  }

  /** One with a file of evidence. */
  public static ProgressReport.Scenario withEvidence(String id, Outcome outcome) {
    return with(
        scenario(id, outcome), "evidence", List.of(Texts.of("evidence/%s/%s", id, EVIDENCE)));
  }

  /** What a run of this plan is written down by, in a folder. */
  public static RunRecorder recorder(Path folder, RunPlan plan) {
    var files = new ReportFiles(folder);
    return new RunRecorder(files, plan, new WaitLedger(), Clock.systemUTC(), "run-1");
  }

  /** A plan that asks for all the scenarios of a report, with the guide's texts. */
  public static RunPlan planOf(ProgressReport report) {
    var sections = new LinkedHashMap<String, String>();
    report.sections().forEach(section -> sections.put(section.id(), section.title()));
    return planOf(sections, report.scenarios().stream().map(SampleReport::planned).toList());
  }

  /** A plan that asks for all of a guide. */
  public static RunPlan planOf(Map<String, String> sections, List<PlannedScenario> guide) {
    var ids = guide.stream().map(PlannedScenario::id).collect(Collectors.toSet());
    return new RunPlan("", sections, List.of(), guide, ids, Set.of(), Set.of());
  }

  /**
   * A scenario of the guide, whose file and section its id tells.
   *
   * @param steps as in a feature file; what is below the first line of one is its block of text
   */
  public static PlannedScenario planned(String id, String name, String prose, String... steps) {
    var text = new ScenarioText("", "", prose, Stream.of(steps).map(SampleReport::step).toList());
    String section = "section-" + Integer.parseInt(id.substring(0, 2));
    String file = id.replaceFirst("/.*", ".feature");
    return new PlannedScenario(id, name, section, file, 1, List.of(), text);
  }

  private static StepText step(String written) {
    String[] parts = written.split(" ", 2);
    String[] lines = parts[1].split("\n", 2);
    return new StepText(parts[0], lines[0], lines.length > 1 ? lines[1] : "", List.of());
  }

  private static PlannedScenario planned(ProgressReport.Scenario it) {
    var steps =
        List.of(
            new StepText("Given", "the training cluster is running", "", List.of()),
            new StepText("When", "the trainee runs on node1:", "kubectl get pods", List.of()),
            new StepText("Then", "4 nodes are ready", "", List.of(List.of("a", "b \"c\""))),
            new StepText("And", "they stay so", "", List.of()));
    var text = new ScenarioText("Nodes are ready", "About *nodes*.", "About **this**.", steps);
    return new PlannedScenario(
        it.id(), it.name(), it.section(), "01-lab.feature", 7, it.tags(), text);
  }
}

package kubetraining.report;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kubetraining.course.Outcome;
import kubetraining.course.Verdict;
import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code reports/history.ndjson}: what later runs want to know of a run.
 *
 * @param schema the name and version of this line
 * @param endedAt null if the run was cut off
 * @param lab null if no scenario needed one, or none came up
 * @param verdicts verdict by section
 * @param scenarios those that ended, by their ids
 * @param images what ran on the lab, by name and version
 * @param challenge the word that was said before it; empty if none was, or in older lines
 */
record PastRun(
    String schema,
    String id,
    Instant startedAt,
    @Nullable Instant endedAt,
    String selection,
    @Nullable Lab lab,
    Map<String, Verdict> verdicts,
    Map<String, Ended> scenarios,
    List<String> images,
    String challenge) {
  static final String SCHEMA = "kube-training/history/1";

  /** The lab of that run. */
  record Lab(String kind, String name, String kubernetes) {
    Lab {
      requireNonNull(kind, "kind");
    }
  }

  /**
   * How a scenario ended.
   *
   * @param seconds how long it took, without bringing up the lab
   */
  record Ended(Outcome outcome, double seconds) {
    Ended {
      requireNonNull(outcome, "outcome");
    }
  }

  // A line comes from a file that may be damaged; what is missing is found here.
  PastRun {
    if (!SCHEMA.equals(schema)) {
      throw new IllegalArgumentException(Texts.of("schema is '%s', not '%s'", schema, SCHEMA));
    }
    requireNonNull(id, "id");
    requireNonNull(startedAt, "startedAt");
    requireNonNull(selection, "selection");
    verdicts = new LinkedHashMap<>(requireNonNull(verdicts, "verdicts"));
    scenarios = new LinkedHashMap<>(requireNonNull(scenarios, "scenarios"));
    scenarios.forEach((scenario, ended) -> requireNonNull(ended, scenario));
    images = List.copyOf(requireNonNull(images, "images"));
    challenge = requireNonNullElse(challenge, "");
  }

  static PastRun of(ProgressReport report) {
    var run = report.run();
    var verdicts = new LinkedHashMap<String, Verdict>();
    report.sections().forEach(section -> verdicts.put(section.id(), section.verdict()));
    var lab = lab(run.lab());
    var ended = ended(run, report.scenarios());
    var images = run.images().stream().map(ProgressReport.Image::reference).toList();
    var start = run.startedAt();
    var end = run.endedAt();
    String what = run.selection();
    return new PastRun(
        SCHEMA, run.id(), start, end, what, lab, verdicts, ended, images, run.challenge());
  }

  /** The scenarios that ended, by their ids. */
  static Map<String, Ended> ended(ProgressReport.Run run, List<ProgressReport.Scenario> scenarios) {
    var first =
        scenarios.stream()
            .filter(scenario -> scenario.startedAt() != null)
            .min(Comparator.comparing(ProgressReport.Scenario::startedAt))
            .map(ProgressReport.Scenario::id);
    double start = run.lab() == null ? 0 : run.lab().broughtUpInSeconds();
    var ended = new LinkedHashMap<String, Ended>();
    for (var scenario : scenarios) {
      if (scenario.hasEnded()) {
        // The first scenario brings up the lab, or finds a kept one: no time of its own.
        boolean pays = first.filter(scenario.id()::equals).isPresent();
        double own =
            pays && scenario.seconds() >= start ? scenario.seconds() - start : scenario.seconds();
        ended.put(scenario.id(), new Ended(scenario.outcome(), Math.round(own * 1000) / 1000.0));
      }
    }
    return ended;
  }

  private static @Nullable Lab lab(ProgressReport.@Nullable Lab lab) {
    return lab == null ? null : new Lab(lab.kind(), lab.name(), lab.kubernetes());
  }
}

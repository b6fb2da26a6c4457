package kubetraining.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kubetraining.course.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What is new in a run since earlier ones. Only like is compared with like: outcomes between runs
 * on labs of one kind, times between runs that also had the same selection, because the first
 * scenario of a section pays for what the section installs.
 */
record Comparison(List<PastRun> earlier, ProgressReport.Run run, Map<String, PastRun.Ended> ended) {
  /** Below this many earlier times, a time says nothing. */
  static final int FEWEST_TIMES = 3;

  /** How many times the usual time is slow. */
  static final double SLOWER_BY_FACTOR = 1.5;

  /** How many seconds above the usual time are slow; less is noise. */
  static final double SLOWER_BY_SECONDS = 5;

  /**
   * The outcome for the scenarios of a run that have ended so far; null without any earlier run.
   *
   * @param earlier oldest first
   * @param guide the ids of all scenarios that the guide has
   */
  static ProgressReport.@Nullable History of(
      List<PastRun> earlier,
      ProgressReport.Run run,
      List<ProgressReport.Scenario> scenarios,
      Set<String> guide) {
    var alike = earlier.stream().filter(past -> alike(past.lab(), run.lab())).toList();
    var comparison = new Comparison(alike, run, PastRun.ended(run, scenarios));
    return alike.isEmpty() ? null : comparison.made(scenarios, guide);
  }

  private ProgressReport.History made(List<ProgressReport.Scenario> scenarios, Set<String> guide) {
    var turned = new ArrayList<ProgressReport.Turned>();
    var slower = new ArrayList<ProgressReport.Slower>();
    var first = new ArrayList<String>();
    for (var scenario : scenarios) {
      PastRun.Ended now = ended.get(scenario.id());
      // What is blocked has not been tried; whatever blocks it is told.
      if (now == null || now.outcome() == Outcome.BLOCKED) {
        continue;
      }
      var last = lastTried(scenario.id());
      if (last.isEmpty() && tried(now)) {
        first.add(scenario.id());
      }
      last.map(past -> turned(scenario, past))
          .filter(each -> each.before() != each.now())
          .ifPresent(turned::add);
      slower(scenario, now).ifPresent(slower::add);
    }
    return new ProgressReport.History(earlier.size(), turned, slower, first, gone(guide));
  }

  private Optional<PastRun> lastTried(String id) {
    return earlier.stream()
        .filter(past -> tried(past.scenarios().get(id)))
        .reduce((older, newer) -> newer);
  }

  private static ProgressReport.Turned turned(ProgressReport.Scenario now, PastRun past) {
    Outcome before = past.scenarios().get(now.id()).outcome();
    return new ProgressReport.Turned(now.id(), now.name(), before, now.outcome(), past.id());
  }

  private Optional<ProgressReport.Slower> slower(
      ProgressReport.Scenario scenario, PastRun.Ended now) {
    if (now.outcome() != Outcome.DONE || run.lab() == null) {
      return Optional.empty();
    }
    var times =
        earlier.stream()
            .filter(past -> past.lab() != null && past.selection().equals(run.selection()))
            .map(past -> past.scenarios().get(scenario.id()))
            .filter(past -> past != null && past.outcome() == Outcome.DONE)
            .map(PastRun.Ended::seconds)
            .sorted()
            .toList();
    if (times.size() < FEWEST_TIMES) {
      return Optional.empty();
    }
    double usual = median(times);
    double slow = Math.max(usual * SLOWER_BY_FACTOR, usual + SLOWER_BY_SECONDS);
    var slower =
        new ProgressReport.Slower(
            scenario.id(), scenario.name(), now.seconds(), usual, times.size());
    return Optional.of(slower).filter(each -> each.seconds() > slow);
  }

  private List<String> gone(Set<String> guide) {
    return earlier.stream()
        .flatMap(past -> past.scenarios().keySet().stream())
        .distinct()
        .filter(id -> !guide.contains(id) && !ended.containsKey(id))
        .sorted()
        .toList();
  }

  private static boolean tried(PastRun.@Nullable Ended past) {
    return past != null && (past.outcome() == Outcome.DONE || past.outcome().failed());
  }

  // A run whose lab never came up could have had any.
  private static boolean alike(PastRun.@Nullable Lab past, ProgressReport.@Nullable Lab now) {
    return past == null || now == null || past.kind().equals(now.kind());
  }

  private static double median(List<Double> sorted) {
    double median = (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    return Math.round(median * 1000) / 1000.0;
  }
}

package kubetraining.page;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import kubetraining.host.Texts;
import kubetraining.report.ProgressReport;
import org.jspecify.annotations.Nullable;

/** Spans of time as bars, each row with its figures in words beside the bar. */
final class GanttView {
  private static final Set<String> KNOWN = Set.of("pending", "running", "succeeded", "failed");

  private GanttView() {}

  /** The pods of a job; null if there are none. */
  static View.@Nullable Gantt ofPods(List<PodSpan> pods) {
    double end =
        pods.stream()
            .flatMap(pod -> pod.phases().stream())
            .mapToDouble(PodSpan.Phase::toSeconds)
            .max()
            .orElse(0);
    if (pods.isEmpty()) {
      return null;
    }
    return new View.Gantt(
        "The driver and its executors over time",
        pods.stream().map(PodSpan::toString).collect(Collectors.joining("; ")) + ".",
        Words.seconds(end),
        pods.stream().map(pod -> row(pod, Math.max(end, 0.001))).toList());
  }

  private static View.GanttRow row(PodSpan pod, double end) {
    return new View.GanttRow(
        pod.pod(),
        pod.node().isEmpty() ? pod.role() : Texts.of("%s on %s", pod.role(), pod.node()),
        pod.phases().stream()
            .map(
                each ->
                    Texts.of(
                        "%s %s", each.name(), Words.seconds(each.toSeconds() - each.fromSeconds())))
            .collect(Collectors.joining(", ")),
        pod.phases().stream()
            .map(
                each ->
                    share(
                        tone(each.name()), each.fromSeconds(), each.toSeconds(), end, each.name()))
            .toList());
  }

  /** How the lab was brought up; null if it was not. */
  static View.@Nullable Gantt ofPhases(List<ProgressReport.Phase> phases) {
    if (phases.isEmpty()) {
      return null;
    }
    double begin =
        phases.stream().mapToDouble(ProgressReport.Phase::startedSeconds).min().orElse(0);
    double length =
        phases.stream()
            .mapToDouble(each -> each.startedSeconds() + each.tookSeconds() - begin)
            .max()
            .orElse(0);
    String longest =
        phases.stream()
            .max(Comparator.comparingDouble(ProgressReport.Phase::tookSeconds))
            .map(each -> Texts.of("%s, %s", each.name(), Words.seconds(each.tookSeconds())))
            .orElse("");
    return new View.Gantt(
        "How the lab was brought up",
        Texts.of(
            "%s from the first phase to the last; the longest was %s.",
            Words.seconds(length), longest),
        Words.seconds(length),
        phases.stream()
            .sorted(Comparator.comparingDouble(ProgressReport.Phase::startedSeconds))
            .map(each -> row(each, begin, Math.max(length, 0.001)))
            .toList());
  }

  private static View.GanttRow row(ProgressReport.Phase phase, double begin, double length) {
    double from = phase.startedSeconds() - begin;
    return new View.GanttRow(
        phase.name(),
        "",
        Texts.of(
            "%s%s, started after %s",
            phase.done() ? "" : "FAILED after ",
            Words.seconds(phase.tookSeconds()),
            Words.seconds(from)),
        List.of(
            share(
                phase.done() ? "running" : "failed",
                from,
                from + phase.tookSeconds(),
                length,
                phase.name())));
  }

  private static View.Share share(String tone, double from, double to, double end, String words) {
    // Even what took no time shall be seen.
    double width = Math.max(0.6, 100 * (to - from) / end);
    return new View.Share(tone, Math.min(100 * from / end, 100 - width), width, words);
  }

  private static String tone(String phase) {
    String name = phase.toLowerCase(Locale.ROOT);
    return KNOWN.contains(name) ? name : "pending";
  }
}

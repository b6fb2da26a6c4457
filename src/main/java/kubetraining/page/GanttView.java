package kubetraining.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import kubetraining.host.Texts;
import kubetraining.report.ProgressReport.Phase;
import org.jspecify.annotations.Nullable;

/** Spans of time as bars, each row with its figures in words beside the bar. */
final class GanttView {
  private static final Set<String> KNOWN = Set.of("pending", "running", "succeeded", "failed");

  private GanttView() {}

  /** The pods of a job; null if there are none. */
  static View.@Nullable Gantt ofPods(List<PodSpan> pods) {
    var phases = pods.stream().flatMap(pod -> pod.phases().stream());
    double end = phases.mapToDouble(PodSpan.Phase::toSeconds).max().orElse(0);
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
    var words = new ArrayList<String>();
    var spans = new ArrayList<View.Share>();
    for (var each : pod.phases()) {
      double from = each.fromSeconds();
      double to = each.toSeconds();
      words.add(each.name() + " " + Words.seconds(to - from));
      spans.add(share(tone(each.name()), from, to, end, each.name()));
    }
    String note = pod.node().isEmpty() ? pod.role() : Texts.of("%s on %s", pod.role(), pod.node());
    return new View.GanttRow(pod.pod(), note, String.join(", ", words), spans);
  }

  /** How the lab was brought up; null if it was not. */
  static View.@Nullable Gantt ofPhases(List<Phase> phases) {
    if (phases.isEmpty()) {
      return null;
    }
    var inOrder = new ArrayList<>(phases);
    inOrder.sort(Comparator.comparingDouble(Phase::startedSeconds));
    double begin = inOrder.get(0).startedSeconds();
    double length =
        phases.stream().mapToDouble(it -> it.startedSeconds() + it.tookSeconds()).max().orElse(0)
            - begin;
    var longest = Collections.max(phases, Comparator.comparingDouble(Phase::tookSeconds));
    String took = Words.seconds(longest.tookSeconds());
    String all = Words.seconds(length);
    String words = "%s from the first phase to the last; the longest was %s, %s.";
    return new View.Gantt(
        "How the lab was brought up",
        Texts.of(words, all, longest.name(), took),
        all,
        inOrder.stream().map(each -> row(each, begin, Math.max(length, 0.001))).toList());
  }

  private static View.GanttRow row(Phase phase, double begin, double length) {
    double from = phase.startedSeconds() - begin;
    double to = from + phase.tookSeconds();
    String tone = phase.done() ? "running" : "failed";
    String took = (phase.done() ? "" : "FAILED after ") + Words.seconds(phase.tookSeconds());
    String words = Texts.of("%s, started after %s", took, Words.seconds(from));
    var span = share(tone, from, to, length, phase.name());
    return new View.GanttRow(phase.name(), "", words, List.of(span));
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

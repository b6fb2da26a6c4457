package kubetraining.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kubetraining.host.Texts;
import kubetraining.report.ProgressReport.Phase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can be drawn of a scenario, and how its lab was brought up, measured out. */
final class PicturesView {
  private static final Logger log = LoggerFactory.getLogger(PicturesView.class);
  private static final int COLUMN = 40;
  private static final int SHORTEST_COLUMN = 4;
  private static final int WARMEST = 4;
  private static final int ROW_OF_CPUS = 8;
  private static final int MOST_ROWS = 400;
  private static final Set<String> KNOWN = Set.of("pending", "running", "succeeded", "failed");

  private PicturesView() {}

  /**
   * All pictures of a scenario.
   *
   * @param anchor of the scenario, which no other scenario has
   */
  static View.Pictures of(Facts facts, String anchor) {
    return new View.Pictures(
        facts.take(PlacedPod.FACT, PlacedPod.class).stream().map(PicturesView::placement).toList(),
        facts.take(CpuLook.FACT, CpuLook.class).stream().map(PicturesView::map).toList(),
        timeline(facts.take(PodSpan.FACT, PodSpan.class)),
        facts.take(SeriesPicture.FACT, SeriesPicture.class).stream()
            .map(picture -> chart(picture, anchor))
            .toList());
  }

  private static View.Placement placement(PlacedPod placed) {
    var known =
        placed.nodes().stream()
            .map(PlacedPod.Candidate::celsius)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .summaryStatistics();
    double range = Math.max(1, known.getMax() - known.getMin());
    var nodes = new ArrayList<View.NodeCard>();
    for (var node : placed.nodes()) {
      double warmth = node.celsius() == null ? 1 : (node.celsius() - known.getMin()) / range;
      int height = (int) Math.round(SHORTEST_COLUMN + warmth * (COLUMN - SHORTEST_COLUMN));
      int tone = (int) Math.round(warmth * WARMEST);
      boolean chosen = node.name().equals(placed.chosen());
      String pod = chosen ? placed.pod() : "";
      nodes.add(new View.NodeCard(node, tone, height, chosen, pod, note(node, chosen)));
    }
    String words = "%s is placed on %s by %s";
    return new View.Placement(
        Texts.of(words, placed.pod(), placed.chosen(), placed.scheduler()), nodes);
  }

  private static String note(PlacedPod.Candidate node, boolean chosen) {
    if (chosen) {
      return "chosen";
    }
    return node.asked() ? "feasible, but warmer" : "filtered out: " + node.reason();
  }

  private static View.CpuMap map(CpuLook look) {
    boolean many = look.cpus().size() > ROW_OF_CPUS;
    int side = many ? 30 : 46;
    int step = side + 6;
    int inRow = Math.max(1, Math.min(look.cpus().size(), many ? 2 * ROW_OF_CPUS : ROW_OF_CPUS));
    var cells = new ArrayList<View.CpuCell>();
    for (int i = 0; i < look.cpus().size(); i++) {
      int cpu = look.cpus().get(i);
      cells.add(
          new View.CpuCell(cpu, 1 + i % inRow * step, 1 + i / inRow * step, look.ownerOf(cpu)));
    }
    int rows = Math.max(1, (cells.size() + inRow - 1) / inRow);
    return new View.CpuMap(
        look.when(), words(look), inRow * step - 4, rows * step - 4, side, cells);
  }

  private static String words(CpuLook look) {
    String shared = Texts.of("Shared by all: CPU %s.", numbers(look.shared()));
    var words = new ArrayList<>(List.of(Texts.of("%s, policy %s.", look.node(), look.policy())));
    look.own()
        .forEach(
            own -> words.add(Texts.of("%s has CPU %s to itself.", own.pod(), numbers(own.cpus()))));
    words.add(shared);
    return String.join(" ", words);
  }

  private static String numbers(List<Integer> cpus) {
    return cpus.isEmpty()
        ? "none"
        : cpus.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static View.Chart chart(SeriesPicture picture, String anchor) {
    var lines = picture.panels().stream().flatMap(panel -> panel.lines().stream()).toList();
    var columns = new ArrayList<>(List.of("seconds"));
    for (var panel : picture.panels()) {
      panel.lines().forEach(line -> columns.add(Texts.of("%s, %s", line.name(), panel.scale())));
    }
    var rows = new TreeMap<Double, List<String>>();
    for (int i = 0; i < lines.size(); i++) {
      for (var point : lines.get(i).points()) {
        rows.computeIfAbsent(point.seconds(), at -> emptyRow(at, lines.size()))
            .set(i + 1, number(point.value()));
      }
    }
    return new View.Chart(
        picture.title(),
        Templates.markup(drawn(picture, anchor)),
        columns,
        rows.values().stream().limit(MOST_ROWS).toList());
  }

  private static List<String> emptyRow(double seconds, int columns) {
    var row = new ArrayList<>(List.of(number(seconds)));
    row.addAll(Collections.nCopies(columns, ""));
    return row;
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Texts.of("%.0f", value) : Texts.of("%.1f", value);
  }

  // A Java without any font cannot draw. The table of values is there all the same.
  private static String drawn(SeriesPicture picture, String anchor) {
    try {
      return SeriesChart.inline(picture, anchor);
    } catch (RuntimeException | LinkageError | InternalError e) {
      log.warn("no picture of a series in the page", e);
      return "<p>The picture could not be drawn on this computer. The values are below.</p>";
    }
  }

  /** The pods of a job; null if there are none. */
  private static View.@Nullable Gantt timeline(List<PodSpan> pods) {
    var phases = pods.stream().flatMap(pod -> pod.phases().stream());
    double end = phases.mapToDouble(PodSpan.Phase::toSeconds).max().orElse(0);
    if (pods.isEmpty()) {
      return null;
    }
    return new View.Gantt(
        "The driver and its executors over time",
        "",
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
      spans.add(share(tone(each.name()), from, to, end));
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
    var span = share(tone, from, to, length);
    return new View.GanttRow(phase.name(), "", words, List.of(span));
  }

  private static View.Share share(String tone, double from, double to, double end) {
    // Even what took no time shall be seen.
    double width = Math.max(0.6, 100 * (to - from) / end);
    return new View.Share(tone, Math.min(100 * from / end, 100 - width), width);
  }

  private static String tone(String phase) {
    String name = phase.toLowerCase(Locale.ROOT);
    return KNOWN.contains(name) ? name : "pending";
  }
}

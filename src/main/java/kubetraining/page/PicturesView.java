package kubetraining.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kubetraining.host.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can be drawn of a scenario, measured out. */
final class PicturesView {
  private static final Logger log = LoggerFactory.getLogger(PicturesView.class);
  private static final int COLUMN = 40;
  private static final int SHORTEST_COLUMN = 4;
  private static final int WARMEST = 4;
  private static final int ROW_OF_CPUS = 8;
  private static final int MOST_ROWS = 400;

  private PicturesView() {}

  /**
   * All pictures of a scenario.
   *
   * @param anchor of the scenario, which no other scenario has
   */
  static View.Pictures of(Facts facts, String anchor) {
    return new View.Pictures(
        facts.placements().stream().map(PicturesView::placement).toList(),
        facts.cpus().stream().map(PicturesView::map).toList(),
        GanttView.ofPods(facts.timeline()),
        facts.series().stream().map(picture -> chart(picture, anchor)).toList());
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
}

package kubetraining.existing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.host.Texts;

/** What follows the title of a feature, rule, background or scenario, as it is for a cluster. */
final class AdaptedBlock {
  private static final Pattern STEP = Pattern.compile("\\s*(Given|When|Then|And|But) .*");
  private static final Pattern ALL = Pattern.compile("node1, node2, node3(?<last>,| and) node4");
  private static final Pattern ASKED =
      Pattern.compile("(?<=asked about )node\\d(?:, node\\d)* and node\\d");
  private static final Pattern ANNOTATES =
      Pattern.compile(
          "(?<start>\\s*kubectl annotate (?:--overwrite )?nodes )(?<node>node\\d+)(?<end> .*=).*");

  /** Pods that no manifest describes. */
  private static final Pattern MAKES_PODS = Pattern.compile("kubectl run |bin/spark-submit ");

  /** A temperature above all of the guide's. */
  private static final String HOTTEST = "120";

  /** What it takes to choose between nodes. */
  static final String TWO_NODES = "two nodes for ordinary pods";

  private final AdaptedGuide guide;
  private final Map<String, String> standIns;
  private final List<String> lines = new ArrayList<>();
  private final List<String> table = new ArrayList<>();
  private final Set<String> lacks = new TreeSet<>();
  private boolean typed;
  private boolean examples;

  /**
   * An empty one.
   *
   * @param standIns the guide's names of nodes that others stand in for
   */
  AdaptedBlock(AdaptedGuide guide, Map<String, String> standIns) {
    this.guide = guide;
    this.standIns = standIns;
  }

  /** What there is of it by now. */
  List<String> lines() {
    return lines;
  }

  /** What it takes that the cluster does not have, in words. */
  Set<String> lacks() {
    return lacks;
  }

  /** Adds the next line of the guide. */
  void add(String original) {
    String line = original.replace("/home/ubuntu/", guide.home() + "/");
    String start = line.strip();
    if (start.startsWith("|") && !typed) {
      table.add(line);
      return;
    }
    ends();
    if (start.startsWith("\"\"\"")) {
      typed = !typed;
      lines.add(line);
    } else if (typed) {
      command(named(line));
    } else if (STEP.matcher(line).matches()) {
      examples = false;
      if (guide.leftOut().stream().noneMatch(start::contains)) {
        lines.add(step(named(line)));
      }
    } else {
      examples |= start.startsWith("Examples:");
      lines.add(line);
    }
  }

  /** Says that there are no more lines. */
  void ends() {
    if (!table.isEmpty()) {
      lines.addAll(examples ? examples() : table());
      table.clear();
    }
  }

  private void command(String line) {
    if (guide.lacks().contains(AdaptedGuide.ANY_POD) && MAKES_PODS.matcher(line).find()) {
      lacks.add(AdaptedFeature.ANY_POD);
    }
    var annotates = ANNOTATES.matcher(line);
    if (!annotates.matches()) {
      lines.add(guide.command(line));
      require(line);
      return;
    }
    String node = annotates.group("node");
    if (!guide.missing().contains(node)) {
      lines.add(guide.command(line));
    }
    if (node.equals("node4") && !line.contains("--overwrite")) {
      for (String each : guide.more()) {
        String hottest = annotates.group("start") + each + annotates.group("end") + HOTTEST;
        lines.add(guide.command(hottest));
      }
    }
  }

  private String step(String line) {
    if (guide.lacks().contains(AdaptedGuide.ROOM) && line.contains("pods of one CPU fit")) {
      lacks.add(AdaptedGuide.ROOM);
    }
    String all = ALL.matcher(line).replaceAll(each -> words(List.copyOf(guide.nodes().keySet())));
    String asked = ASKED.matcher(all).replaceAll(each -> asked(each.group()));
    require(asked);
    if (guide.workers().size() == 2 && guide.guestMilliCpu() < 1100) {
      // The other of the two has the pod before this one, and no room for another.
      asked = asked.replace(", among others, and chose", ", and chose");
    }
    String door = Texts.of("%s_IP", guide.nodes().getOrDefault("node1", "node1"));
    return guide.images(asked.replace("NODE1_IP", door.toUpperCase(Locale.ROOT)));
  }

  /** Those of the guide that are there, and whoever else takes pods. */
  private String asked(String list) {
    var guides = mentioned(list);
    var others = new ArrayList<>(guide.more());
    others.add("node1");
    others.retainAll(guide.workers());
    var all =
        guide.nodes().keySet().stream()
            .filter(each -> guides.contains(each) || others.contains(each))
            .toList();
    if (all.size() < Math.min(2, guides.size() - 1)) {
      lacks.add(TWO_NODES);
    }
    return all.isEmpty() ? list : words(all);
  }

  private void require(String line) {
    mentioned(line).stream().filter(guide.missing()::contains).forEach(lacks::add);
  }

  private List<String> table() {
    String first = cells(table.get(0)).get(0);
    var rows =
        table.stream()
            .map(this::named)
            .filter(row -> !guide.missing().contains(cells(row).get(0)))
            .filter(row -> !guide.leftOut().contains(cells(row).get(0)))
            .map(this::allNodes)
            .collect(Collectors.toCollection(ArrayList::new));
    rows.forEach(this::require);
    if (first.equals("node1")) {
      String indent = table.get(0).substring(0, table.get(0).indexOf('|'));
      guide.more().forEach(each -> rows.add(Texts.of("%s| %s | %s |", indent, each, HOTTEST)));
    }
    return rows.stream().map(guide::names).toList();
  }

  private String allNodes(String row) {
    String all = String.join(", ", guide.nodes().keySet());
    String number = String.valueOf(guide.nodes().size());
    var cells = cells(row);
    // A DaemonSet has a pod on every node, too.
    if (!cells.contains("DaemonSet")
        && cells.stream().noneMatch(each -> ALL.matcher(each).matches())) {
      return row;
    }
    return row.substring(0, row.indexOf('|'))
        + cells.stream()
            .map(each -> ALL.matcher(each).matches() ? all : each.equals("4") ? number : each)
            .collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** The first row has names of columns. */
  private List<String> examples() {
    var rows = table.subList(1, table.size());
    rows.replaceAll(this::named);
    var kept = new ArrayList<>(table.subList(0, 1));
    rows.stream()
        .filter(row -> cells(row).stream().noneMatch(guide.missing()::contains))
        .forEach(kept::add);
    return kept.size() == 1 ? List.copyOf(table) : kept;
  }

  private List<String> cells(String row) {
    String inner = row.strip();
    return Stream.of(inner.substring(1, inner.length() - 1).split("\\|"))
        .map(String::strip)
        .toList();
  }

  private String words(List<String> nodes) {
    int last = nodes.size() - 1;
    return last == 0
        ? nodes.get(0)
        : String.join(", ", nodes.subList(0, last)) + " and " + nodes.get(last);
  }

  private String named(String text) {
    return AdaptedGuide.NAME
        .matcher(text)
        .replaceAll(each -> standIns.getOrDefault(each.group(), each.group()));
  }

  private static List<String> mentioned(String text) {
    return AdaptedGuide.NAME.matcher(text).results().map(MatchResult::group).toList();
  }
}

package kubetraining.probe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import kubetraining.host.Texts;

/**
 * The table of nodes on a page of kube-web-view.
 *
 * @param rows what stands under each heading, by the name of the node
 */
public record NodeTable(Map<String, Map<String, String>> rows) {
  private static final Pattern ROW = Pattern.compile("(?is)<tr\\b.*?</tr>");
  private static final Pattern HEADING = Pattern.compile("(?is)<th\\b[^>]*>(.*?)</th>");
  private static final Pattern CELL = Pattern.compile("(?is)<td\\b[^>]*>(.*?)</td>");
  private static final Pattern MILLI_CPU = Pattern.compile("([\\d,]+)m");
  private static final Pattern MEBIBYTES = Pattern.compile("([\\d,]+) MiB");
  private static final long MEBIBYTE = 1024 * 1024;

  /** Reads a page; what is no table, or another one, has no rows of nodes. */
  public static NodeTable read(String html) {
    var rows = new LinkedHashMap<String, Map<String, String>>();
    List<String> headings = List.of();
    for (String row : ROW.matcher(html).results().map(each -> each.group()).toList()) {
      var found = texts(HEADING, row);
      if (found.isEmpty()) {
        var cells = new LinkedHashMap<String, String>();
        var texts = texts(CELL, row);
        for (int i = 0; i < Math.min(headings.size(), texts.size()); i++) {
          cells.putIfAbsent(headings.get(i), texts.get(i));
        }
        rows.put(cells.getOrDefault("Name", ""), cells);
      } else {
        headings = found;
      }
    }
    return new NodeTable(rows);
  }

  /** What it does not tell of these nodes as the API server does; empty if all is told. */
  public List<String> lacks(Collection<NodeMark> nodes) {
    var lacking = new ArrayList<String>();
    for (NodeMark node : nodes) {
      compare(node.name(), "Internal-IP", node.address(), lacking);
      compare(node.name(), "Created", node.made(), lacking);
    }
    return lacking;
  }

  /** What it tells otherwise than the metrics API does; rounded numbers may differ by one. */
  public List<String> differs(Collection<String> nodes, Collection<UsageSeen> used) {
    var other = new ArrayList<String>();
    for (String node : nodes) {
      var use = used.stream().filter(each -> each.name().equals(node)).findFirst();
      long milliCpu = use.map(UsageSeen::milliCpu).orElse(0L);
      long mebibytes = use.map(each -> each.bytes() / MEBIBYTE).orElse(0L);
      compare(node, "CPU Usage", MILLI_CPU, milliCpu, other);
      compare(node, "Memory Usage", MEBIBYTES, mebibytes, other);
    }
    return other;
  }

  private void compare(String node, String heading, String expected, List<String> other) {
    if (!cell(node, heading).equals(expected)) {
      other.add(
          Texts.of("%s of %s is '%s', not '%s'", heading, node, cell(node, heading), expected));
    }
  }

  private void compare(
      String node, String heading, Pattern form, long expected, List<String> other) {
    var number = form.matcher(cell(node, heading));
    if (expected <= 0
        || !number.matches()
        || Math.abs(Long.parseLong(number.group(1).replace(",", "")) - expected) > 1) {
      other.add(Texts.of("%s of %s is '%s', not %d", heading, node, cell(node, heading), expected));
    }
  }

  private String cell(String node, String heading) {
    return rows.getOrDefault(node, Map.of()).getOrDefault(heading, "");
  }

  private static List<String> texts(Pattern part, String row) {
    return part.matcher(row).results().map(each -> BrowserSeen.plain(each.group(1))).toList();
  }
}

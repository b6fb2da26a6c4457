package kubetraining.probe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import kubetraining.host.Texts;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/**
 * The table of nodes on a page of kube-web-view.
 *
 * @param rows what is under each heading, by the name of the node
 */
public record NodeTable(Map<String, Map<String, String>> rows) {
  private static final Pattern MILLI_CPU = Pattern.compile("([\\d,]+)m");
  private static final Pattern MEBIBYTES = Pattern.compile("([\\d,]+) MiB");
  private static final long MEBIBYTE = 1024 * 1024;

  /** Reads a page; what is no table, or another one, has no rows of nodes. */
  public static NodeTable read(String html) {
    var rows = new LinkedHashMap<String, Map<String, String>>();
    List<String> headings = List.of();
    for (Element row : Jsoup.parse(html).select("tr")) {
      headings = row.select("th").isEmpty() ? headings : texts(row, "th");
      var cells = texts(row, "td");
      var named = new LinkedHashMap<String, String>();
      for (int i = 0; i < Math.min(headings.size(), cells.size()); i++) {
        named.putIfAbsent(headings.get(i), cells.get(i));
      }
      rows.put(named.getOrDefault("Name", ""), named);
    }
    return new NodeTable(rows);
  }

  /** What it does not show about these nodes as the API server does; empty if it shows all. */
  public List<String> lacks(Collection<NodeProbe.Mark> nodes) {
    var lacking = new ArrayList<String>();
    for (NodeProbe.Mark node : nodes) {
      compare(node.name(), "Internal-IP", node.address(), lacking);
      compare(node.name(), "Created", node.made(), lacking);
    }
    return lacking;
  }

  /** Where it differs from the metrics API; rounded numbers can differ by one. */
  public List<String> differs(Collection<String> nodes, Collection<UsageProbe.Usage> used) {
    var other = new ArrayList<String>();
    for (String node : nodes) {
      var use = used.stream().filter(each -> each.name().equals(node)).findFirst();
      long milliCpu = use.map(UsageProbe.Usage::milliCpu).orElse(0L);
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

  private static List<String> texts(Element row, String tag) {
    return row.select(tag).stream().map(Element::text).toList();
  }
}

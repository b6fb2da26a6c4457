package kubetraining.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kubetraining.existing.ClusterFacts;
import kubetraining.existing.ClusterFacts.Found;
import kubetraining.existing.ClusterNeeds.Feature;
import kubetraining.existing.ExistingCluster;
import kubetraining.existing.NodeFacts;
import kubetraining.existing.Right;
import kubetraining.host.Printable;
import kubetraining.host.Texts;
import kubetraining.screen.Columns;

/** What was seen of a cluster, as tables. */
record LookTables(ExistingCluster cluster, ClusterFacts facts, List<Feature> features) {
  private static final int NARROWEST = 30;
  private static final long IN_STEP = 2;

  /**
   * The tables, one below the other.
   *
   * @param width that of the terminal, at which the last column is broken; 0 for a line for each
   *     row
   */
  List<String> lines(int width) {
    var lines = new ArrayList<String>();
    add(lines, "The cluster", aboutCluster(), width);
    add(lines, "Its nodes, in the order of the guide", aboutNodes(), 0);
    add(lines, "What the guide needs of it", aboutNeeds(), width);
    return lines;
  }

  private static void add(List<String> lines, String title, List<List<String>> rows, int width) {
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.add(title);
    var shown = rows.stream().map(row -> row.stream().map(Printable::line).toList()).toList();
    Texts.columns(width == 0 ? shown : broken(shown, width - 2))
        .forEach(line -> lines.add("  " + line));
  }

  private static List<List<String>> broken(List<List<String>> rows, int width) {
    int last = rows.get(0).size() - 1;
    int before = 0;
    for (int i = 0; i < last; i++) {
      int column = i;
      before += rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0) + 2;
    }
    int room = Math.max(NARROWEST, width - before);
    return rows.stream().flatMap(row -> broken(row, last, room)).toList();
  }

  private static Stream<List<String>> broken(List<String> row, int last, int room) {
    var rows = new ArrayList<List<String>>();
    for (String part : Columns.wrap(row.get(last), room, 0)) {
      var cells = new ArrayList<>(rows.isEmpty() ? row : row.stream().map(each -> "").toList());
      cells.set(last, part);
      rows.add(cells);
    }
    return rows.stream();
  }

  private List<List<String>> aboutCluster() {
    var taken = facts.found().stream().map(LookTables::words).toList();
    var missing = facts.missing().stream().map(Right::toString).toList();
    var unread =
        facts.unread().entrySet().stream()
            .map(each -> Texts.of("%s (%s)", each.getKey(), each.getValue()))
            .sorted()
            .toList();
    return List.of(
        row("kubeconfig", cluster.kubeconfig() + ", context " + cluster.context()),
        row("server", cluster.server() + ", Kubernetes " + cluster.version()),
        row("CA", "SHA-256 " + cluster.caFingerprint()),
        row("cluster", "UID of kube-system: " + facts.uid()),
        row("account", Texts.of("%s, by %s", cluster.account(), cluster.login())),
        row("groups", some(cluster.groups())),
        row("permissions", "in default: " + facts.rules()),
        row("lacks", some(missing, "permissions")),
        row("clock", cluster.ahead().map(LookTables::clock).orElse("not told")),
        row("pod network", facts.network()),
        row("names taken", some(taken, "names of the guide")),
        row("programs", some(facts.programs(), "deployments", "daemonsets", "statefulsets")),
        row("Pod Security", some(facts.podSecurity(), "namespaces")),
        row("policies", some(facts.policies(), "admission policies", "validating webhooks")),
        row("limits", some(facts.limits(), "quotas in default", "limit ranges in default")),
        row("not readable", some(unread)));
  }

  private static String words(Found found) {
    return Texts.of("%s (%s)", found.what(), found.ours() ? "of this training" : found.whose());
  }

  private static String clock(long ahead) {
    return Math.abs(ahead) <= IN_STEP
        ? Texts.of("as this computer's, within %d s", IN_STEP)
        : Texts.of("%d s %s this computer's", Math.abs(ahead), ahead > 0 ? "ahead of" : "behind");
  }

  private static List<String> row(String... cells) {
    return List.of(cells);
  }

  /** What was found by these looks. */
  private String some(List<String> all, String... looks) {
    var unread = Stream.of(looks).anyMatch(facts.unread()::containsKey);
    return all.isEmpty() ? unread ? "not readable" : "none" : String.join("; ", all);
  }

  private List<List<String>> aboutNodes() {
    var head = row("name role kubelet CPUs memory architecture runtime Ready taints".split(" "));
    return Stream.concat(Stream.of(head), facts.nodes().stream().map(LookTables::node)).toList();
  }

  private static List<String> node(NodeFacts node) {
    return row(
        node.name(),
        node.controlPlane() ? "control plane" : "worker",
        node.kubelet(),
        String.valueOf(node.cpus()),
        Texts.of("%.1f GiB", node.memory() / (double) (1L << 30)),
        node.architecture(),
        node.runtime(),
        node.ready() ? "yes" : "no",
        node.taints().isEmpty() ? "-" : String.join(", ", node.taints()));
  }

  private List<List<String>> aboutNeeds() {
    var rows = new ArrayList<List<String>>();
    for (var feature : features) {
      rows.add(row(feature.name(), "needs", feature.needs()));
      feature.there().forEach(each -> rows.add(row("", "there", each)));
      feature.skipped().forEach(each -> rows.add(row("", "skipped", each)));
      rows.add(row("", "changed", feature.changed()));
    }
    return rows;
  }
}

package kubetraining.existing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.config.ExistingSettings;
import kubetraining.host.Texts;

/** What each feature of the guide needs, compared with what there is in a cluster. */
public record ClusterNeeds(ClusterFacts facts, ExistingSettings settings) {
  private static final String OF_METRICS = ".*(metrics-server|" + ClusterFacts.METRICS + ").*";
  private static final long MIB = 1L << 20;

  /** By their names in the table. */
  private static final Map<String, Predicate<ClusterNeeds>> APPLIES =
      Map.ofEntries(
          Map.entry("always", any -> true),
          Map.entry("no-plane", it -> !it.facts.hasControlPlane()),
          Map.entry("other-size", it -> !it.facts.nodes().stream().allMatch(NodeFacts::sized)),
          Map.entry("two-workers", it -> it.facts.workers().size() == 2),
          Map.entry("one-worker", it -> it.facts.workers().size() < 2),
          Map.entry("metrics", it -> it.facts.metrics().isPresent()),
          Map.entry("no-change", it -> !it.settings.changeNodes()),
          Map.entry("no-shell", it -> it.reached().isEmpty()),
          Map.entry("one-cpu", it -> it.single()),
          Map.entry("no-room-spark", it -> !it.facts.hasRoomForSpark()),
          Map.entry("no-room-ten", it -> it.podinfoRoom().filter(room -> room < 10).isPresent()));

  /**
   * A feature of the guide.
   *
   * @param name as in {@code 03-spark}
   * @param possible whether any of it can be attempted
   * @param needs what it takes
   * @param there what there is of that
   * @param skipped what cannot be attempted, and why
   * @param changed what would be changed, and removed or restored in the end
   */
  public record Feature(
      String name,
      boolean possible,
      String needs,
      List<String> there,
      List<String> skipped,
      String changed) {}

  /** All features, in the guide's order. */
  public static List<Feature> of(ClusterFacts facts, ExistingSettings settings) {
    var needs = new ClusterNeeds(facts, settings);
    return Tables.rows("needs.txt", " *\\| *")
        .collect(Collectors.groupingBy(row -> row[0], LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(each -> needs.feature(each.getKey(), each.getValue()))
        .toList();
  }

  private Feature feature(String name, List<String[]> rows) {
    var obstacles = obstacles(name);
    obstacles.addAll(applying(rows, "all"));
    boolean possible = obstacles.isEmpty();
    var skipped =
        possible
            ? Stream.concat(applying(rows, "some").stream(), podSecurity())
            : obstacles.stream().map(each -> "all of it: " + each);
    return new Feature(
        name,
        possible,
        rows.get(0)[2],
        there(name),
        skipped.toList(),
        possible ? rows.get(1)[2] : "nothing");
  }

  private List<String> applying(List<String[]> rows, String kind) {
    return rows.stream()
        .filter(row -> row[1].equals(kind) && APPLIES.get(row[2]).test(this))
        .map(row -> row[3])
        .toList();
  }

  private List<String> obstacles(String feature) {
    var missing =
        facts.missing().stream()
            .filter(right -> right.features().contains(feature))
            .map(Right::toString)
            .toList();
    var obstacles = new ArrayList<String>();
    if (!missing.isEmpty()) {
      obstacles.add("the account is not allowed to " + String.join(", ", missing));
    }
    if (!facts.nodes().isEmpty() && facts.workers().isEmpty()) {
      obstacles.add("no node is Ready and takes ordinary pods");
    }
    facts.found().stream()
        .filter(each -> each.features().contains(feature) && !each.ours())
        // A metrics-server of somebody else is as good as ours.
        .filter(each -> facts.metrics().isEmpty() || !each.what().matches(OF_METRICS))
        .map(each -> Texts.of("%s is there already, %s", each.what(), each.whose()))
        .forEach(obstacles::add);
    return obstacles;
  }

  private List<String> there(String feature) {
    long ready = facts.nodes().stream().filter(NodeFacts::ready).count();
    String nodes =
        Texts.of(
            "nodes: %d, Ready: %d, for ordinary pods: %d",
            facts.nodes().size(), ready, facts.workers().size());
    String metrics =
        facts
            .metrics()
            .map(each -> "a metrics API, " + each.whose())
            .orElse("no metrics API of somebody else");
    return switch (feature) {
      case "01-lab", "04-scheduler" -> List.of(nodes);
      case "02-dashboard" -> List.of(metrics);
      case "02-monitoring" -> programs("prometheus");
      case "03-spark" ->
          Stream.concat(Stream.of(words(facts.sparkRoom())), programs("spark-").stream()).toList();
      case "05-cpu-manager" -> reached().stream().map(node -> "SSH to " + node.name()).toList();
      default -> List.of(metrics, words(podinfoRoom()));
    };
  }

  private List<String> programs(String part) {
    return facts.programs().stream().filter(each -> each.contains(part)).toList();
  }

  private static String words(Optional<Long> room) {
    return room.map(pods -> Texts.of("room for %d such pods", pods)).orElse("room: not readable");
  }

  private List<NodeFacts> reached() {
    var nodes = GuideNodes.of(facts.nodes(), settings.nodes());
    var hosts =
        settings
            .ssh()
            .map(ssh -> nodes.byGuideName(ssh.hosts(), ExistingSettings.HOSTS).keySet())
            .orElse(Set.of());
    return facts.workers().stream().filter(node -> hosts.contains(nodes.guideName(node))).toList();
  }

  private boolean single() {
    var reached = reached();
    return !reached.isEmpty() && reached.stream().allMatch(node -> node.cpus() < 2);
  }

  private Optional<Long> podinfoRoom() {
    return facts.room(10, 32 * MIB);
  }

  private Stream<String> podSecurity() {
    return facts.podSecurity().stream()
        .filter(each -> each.startsWith("default: ") && !each.endsWith(" privileged"))
        .map(
            each ->
                each.endsWith(" restricted")
                    ? "pods that no manifest describes, such as Spark's: the Pod Security Standard refuses them; the others comply"
                    : "pods that are against the Pod Security Standard of " + each);
  }
}

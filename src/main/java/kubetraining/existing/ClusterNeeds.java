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
import kubetraining.existing.ClusterFacts.Found;
import kubetraining.host.Texts;

/** What each feature of the guide needs, compared with what there is in a cluster. */
public final class ClusterNeeds {
  private static final String METRICS = "v1beta1.metrics.k8s.io";
  private static final String OF_METRICS = ".*(metrics-server|" + METRICS + ").*";
  private static final long MIB = 1L << 20;

  /** By their names in the table. */
  private static final Map<String, Predicate<ClusterNeeds>> APPLIES =
      Map.ofEntries(
          Map.entry("always", any -> true),
          Map.entry("not-four", it -> it.facts.nodes().size() != 4),
          Map.entry("not-two-cpus", it -> it.facts.nodes().stream().anyMatch(n -> n.cpus() != 2)),
          Map.entry("not-three", it -> it.facts.workers().size() < 3),
          Map.entry("metrics", it -> it.metrics().isPresent()),
          Map.entry("no-change", it -> !it.settings.changeNodes()),
          Map.entry("no-shell", it -> it.reached().isEmpty()),
          Map.entry("one-cpu", it -> it.single()),
          Map.entry("no-room-spark", it -> it.sparkRoom().filter(room -> room < 3).isPresent()),
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

  private final ClusterFacts facts;
  private final ExistingSettings settings;

  private ClusterNeeds(ClusterFacts facts, ExistingSettings settings) {
    this.facts = facts;
    this.settings = settings;
  }

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
    var obstacles = new ArrayList<String>(obstacles(name));
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
    return Stream.of(
            missing.stream()
                .limit(1)
                .map(any -> "the account is not allowed to " + String.join(", ", missing)),
            facts.nodes().stream()
                .limit(facts.workers().isEmpty() ? 1 : 0)
                .map(any -> "no node is Ready and takes ordinary pods"),
            facts.found().stream()
                .filter(each -> each.features().contains(feature) && !each.ours())
                // A metrics-server of somebody else is as good as ours.
                .filter(each -> metrics().isEmpty() || !each.what().matches(OF_METRICS))
                .map(each -> Texts.of("%s is there already, %s", each.what(), each.whose())))
        .flatMap(each -> each)
        .toList();
  }

  private List<String> there(String feature) {
    long ready = facts.nodes().stream().filter(NodeFacts::ready).count();
    String nodes =
        Texts.of(
            "nodes: %d, Ready: %d, for ordinary pods: %d",
            facts.nodes().size(), ready, facts.workers().size());
    String metrics =
        metrics()
            .map(each -> "a metrics API, " + each.whose())
            .orElse("no metrics API of somebody else");
    return switch (feature) {
      case "01-lab", "04-scheduler" -> List.of(nodes);
      case "02-dashboard" -> List.of(metrics);
      case "02-monitoring" -> programs("prometheus");
      case "03-spark" ->
          Stream.concat(Stream.of(words(sparkRoom())), programs("spark-").stream()).toList();
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

  private Optional<Found> metrics() {
    return facts.found().stream()
        .filter(each -> each.what().contains(METRICS) && !each.ours())
        .findFirst();
  }

  private List<NodeFacts> reached() {
    Set<String> hosts = settings.ssh().map(ssh -> ssh.hosts().keySet()).orElse(Set.of());
    // By its own name, or by the guide's.
    return facts.workers().stream()
        .filter(
            node ->
                hosts.contains(node.name())
                    || hosts.contains("node" + (facts.nodes().indexOf(node) + 1)))
        .toList();
  }

  private boolean single() {
    var reached = reached();
    return !reached.isEmpty() && reached.stream().allMatch(node -> node.cpus() < 2);
  }

  private Optional<Long> sparkRoom() {
    return room(1000, 1408 * MIB);
  }

  private Optional<Long> podinfoRoom() {
    return room(10, 32 * MIB);
  }

  /** How many pods of this size find a place. */
  private Optional<Long> room(long milliCpu, long bytes) {
    var rooms = facts.workers().stream().flatMap(node -> node.room().stream()).toList();
    return Optional.of(rooms.stream().mapToLong(room -> room.fits(milliCpu, bytes)).sum())
        .filter(any -> !rooms.isEmpty());
  }

  private Stream<String> podSecurity() {
    return facts.podSecurity().stream()
        .filter(each -> each.startsWith("default: ") && !each.endsWith(" privileged"))
        .map(each -> "pods that are against the Pod Security Standard of " + each);
  }
}

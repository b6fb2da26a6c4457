package kubetraining.existing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What there is in a cluster, as far as the account may see it. Where it may not, lists are empty,
 * and {@code unread} says so.
 *
 * @param uid of the namespace kube-system, by which a cluster is known again
 * @param nodes in the guide's order: control planes first, then by name
 * @param daemons the names of all DaemonSets
 * @param network what gives pods their addresses, or {@code unknown}
 * @param found what has a name that the guide needs
 * @param programs workloads that the guide installs too, under any name, and pods named as Spark's
 * @param podSecurity namespaces that enforce a Pod Security Standard, as in {@code default:
 *     restricted}
 * @param policies admission policies and webhooks, by kind and name
 * @param limits quotas and limit ranges of the namespace default
 * @param rules what the account is allowed in the namespace default, in words
 * @param missing those permissions that the guide needs and the account does not have
 * @param unread what could not be read, and why
 */
public record ClusterFacts(
    String uid,
    List<NodeFacts> nodes,
    List<String> daemons,
    String network,
    List<Found> found,
    List<String> programs,
    List<String> podSecurity,
    List<String> policies,
    List<String> limits,
    String rules,
    List<Right> missing,
    Map<String, String> unread) {
  static final String METRICS = "v1beta1.metrics.k8s.io";
  static final String UNREAD = "not readable";

  /**
   * Something that has a name which the guide needs.
   *
   * @param features those of the guide that need it
   * @param what as in {@code the namespace 'monitoring'}
   * @param whose what it says itself about where it comes from
   * @param ours whether this training has made it, in an earlier run
   */
  public record Found(List<String> features, String what, String whose, boolean ours) {}

  /**
   * Looks at everything, several things at a time. Nothing is changed.
   *
   * @param manifests the folder of the guide's manifests, which say what names it needs
   */
  public static ClusterFacts of(ExistingCluster cluster, Path manifests) {
    try (var looks = new FactsReader(cluster.looking())) {
      return looks.read(manifests);
    }
  }

  /** Somebody else's metrics API, if it is there. */
  public Optional<Found> metrics() {
    return found.stream().filter(each -> each.what().contains(METRICS) && !each.ours()).findFirst();
  }

  /**
   * What is so in the guide's cluster, and not here, in the guide's words.
   *
   * @param sameRelease whether the cluster has the release of the guide's kubectl
   */
  public Set<String> notSo(boolean sameRelease) {
    long planes = nodes.stream().filter(NodeFacts::controlPlane).count();
    return Stream.of(
            Stream.of("flannel", "kube-proxy")
                .filter(part -> daemons.stream().noneMatch(each -> each.contains(part))),
            Stream.of("client and server have the same version").filter(any -> !sameRelease),
            Stream.of("gets an answer from every other").filter(any -> workers().size() < 2),
            Stream.of("is the only control plane").filter(any -> planes != 1),
            Stream.of("etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler")
                .filter(any -> planes == 0))
        .flatMap(each -> each)
        .collect(Collectors.toSet());
  }

  /** Whether pods in default have to comply with the strictest Pod Security Standard. */
  public boolean isRestricted() {
    return podSecurity.contains("default: restricted");
  }

  /** Whether one node is the control plane, and keeps ordinary pods away. */
  public boolean hasControlPlane() {
    var planes = nodes.stream().filter(NodeFacts::controlPlane).toList();
    return planes.size() == 1 && !planes.get(0).open();
  }

  /** How many pods of the Spark job find a place; empty if nobody may know. */
  Optional<Long> sparkRoom() {
    return room(1000, 1408L << 20);
  }

  /** Whether a driver and two executors find a place, as far as that may be known. */
  public boolean hasRoomForSpark() {
    return sparkRoom().orElse(3L) >= 3;
  }

  /** How many pods of this size find a place; empty if nobody may know. */
  Optional<Long> room(long milliCpu, long bytes) {
    var rooms = workers().stream().flatMap(node -> node.room().stream()).toList();
    return Optional.of(rooms.stream().mapToLong(room -> room.fits(milliCpu, bytes)).sum())
        .filter(any -> !rooms.isEmpty());
  }

  /** Nodes that take ordinary pods. */
  public List<NodeFacts> workers() {
    return nodes.stream().filter(NodeFacts::takesPods).toList();
  }
}

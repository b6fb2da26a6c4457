package kubetraining.existing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What there is in a cluster, as far as the account may see it. Where it may not, lists are empty,
 * and {@code unread} says so.
 *
 * @param uid of the namespace kube-system, by which a cluster is known again
 * @param nodes in the guide's order: control planes first, then by name
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
    try (var looks = new Looks()) {
      return new FactsReader(cluster.looking(), looks).read(manifests);
    }
  }

  /** Whether somebody else's metrics API is there. */
  public boolean hasMetrics() {
    return found.stream().anyMatch(each -> each.what().contains(METRICS) && !each.ours());
  }

  /** Nodes that take ordinary pods. */
  public List<NodeFacts> workers() {
    return nodes.stream().filter(node -> node.ready() && node.open()).toList();
  }
}

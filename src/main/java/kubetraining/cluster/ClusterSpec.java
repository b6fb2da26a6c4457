package kubetraining.cluster;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a cluster is asked to be.
 *
 * @param kubernetesVersion the version of kubeadm and all that it starts, as in {@code v1.36.3}
 * @param imageTags tags that differ from those kubeadm would choose, by image: {@code etcd}, {@code
 *     coredns}
 * @param bare what machines get that know nothing yet, but may look up names of the outside world
 *     and pull images from it; empty if all is on the machines already
 * @param manifests the folder {@code manifests/} of the project
 */
public record ClusterSpec(
    String kubernetesVersion,
    Map<String, String> imageTags,
    Optional<BareMachines> bare,
    Path manifests) {
  /** What a t2.medium has. */
  static final int CPUS = 2;

  /** What a t2.medium has. */
  static final int MEMORY_MEBIBYTES = 4096;

  private static final Set<String> CHOSEN = Set.of("etcd", "coredns");

  /** Whether machines may look up names of the outside world and pull images from it. */
  boolean outsideNames() {
    return bare.isPresent();
  }

  /** The tags that images have, for those whose tag kubeadm lets be chosen. */
  public static Map<String, String> tagsOf(Collection<String> references) {
    var tags = new HashMap<String, String>();
    for (String reference : references) {
      int colon = reference.lastIndexOf(':');
      var name = reference.substring(reference.lastIndexOf('/') + 1, Math.max(colon, 0));
      if (reference.startsWith("registry.k8s.io/") && CHOSEN.contains(name)) {
        tags.put(name, reference.substring(colon + 1));
      }
    }
    return tags;
  }
}

package kubetraining.cluster;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kubetraining.host.Texts;

/**
 * What a cluster is asked to be.
 *
 * @param kubernetesVersion the version of kubeadm and all that it starts, as in {@code v1.36.3}
 * @param imageTags tags that differ from those kubeadm would choose, by image: {@code etcd}, {@code
 *     coredns}
 * @param cpus what each node offers to pods, where its host has that much
 * @param memoryMebibytes what each node offers to pods, where its host has that much
 * @param bare what machines get that know nothing yet, but may look up names of the outside world
 *     and pull images from it; empty if all is on the machines already
 * @param manifests the folder {@code manifests/} of the project
 */
public record ClusterSpec(
    String kubernetesVersion,
    Map<String, String> imageTags,
    int cpus,
    int memoryMebibytes,
    Optional<BareMachines> bare,
    Path manifests) {
  /** What a t2.medium has. */
  public static final int CPUS = 2;

  /** What a t2.medium has. */
  public static final int MEMORY_MEBIBYTES = 4096;

  private static final Set<String> CHOSEN = Set.of("etcd", "coredns");

  public ClusterSpec {
    if (!kubernetesVersion.matches("v1\\.\\d+\\.\\d+")) {
      throw new IllegalArgumentException(
          Texts.of("Kubernetes version '%s' is not of the form v1.36.3", kubernetesVersion));
    }
    if (cpus < 1 || memoryMebibytes < 1024) {
      throw new IllegalArgumentException(
          Texts.of(
              "nodes of %d CPUs and %d MiB; kubeadm needs at least 1 and 1024",
              cpus, memoryMebibytes));
    }
    imageTags = Map.copyOf(imageTags);
  }

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

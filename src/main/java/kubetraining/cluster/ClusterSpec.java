package kubetraining.cluster;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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

  private static final Pattern CHOSEN =
      Pattern.compile("registry\\.k8s\\.io/(?:.*/)?(etcd|coredns):([^:]*)");

  /** Whether machines may look up names of the outside world and pull images from it. */
  boolean outsideNames() {
    return bare.isPresent();
  }

  /** The tags that images have, for those whose tag kubeadm lets be chosen. */
  public static Map<String, String> tagsOf(Collection<String> references) {
    return references.stream()
        .map(CHOSEN::matcher)
        .filter(Matcher::matches)
        .collect(Collectors.toMap(it -> it.group(1), it -> it.group(2), (one, other) -> other));
  }
}

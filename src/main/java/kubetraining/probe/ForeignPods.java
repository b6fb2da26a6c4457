package kubetraining.probe;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kubetraining.host.Texts;

/** The pods of a cluster that are not of the cluster itself. */
final class ForeignPods {
  private static final Set<String> OF_THE_CLUSTER =
      Set.of("kube-system", "kube-flannel", "kube-public", "kube-node-lease");

  /** On a worker the lessons need a whole CPU, and have 1900m of two. */
  private static final long SPARE_MILLI_CPU = 500;

  private static final long SPARE_BYTES = 1L << 30;
  private final KubernetesClient client;

  ForeignPods(KubernetesClient client) {
    this.client = client;
  }

  /** Those that together ask for so much of a node that lessons would find no room there. */
  List<LeftState> crowding() {
    return pods().stream()
        .collect(Collectors.groupingBy(pod -> pod.getSpec().getNodeName()))
        .values()
        .stream()
        .filter(ForeignPods::isTooMuch)
        .flatMap(List::stream)
        .filter(pod -> milliCpu(pod) + bytes(pod) > 0)
        .sorted(Comparator.comparing(ForeignPods::name))
        .map(pod -> state(pod, "takes room on " + pod.getSpec().getNodeName()))
        .distinct()
        .toList();
  }

  private static boolean isTooMuch(List<Pod> onOneNode) {
    return onOneNode.stream().mapToLong(ForeignPods::milliCpu).sum() > SPARE_MILLI_CPU
        || onOneNode.stream().mapToLong(ForeignPods::bytes).sum() > SPARE_BYTES;
  }

  /** Those that would be removed if these nodes were drained. */
  List<LeftState> on(Collection<String> nodes) {
    return pods().stream()
        .filter(pod -> nodes.contains(pod.getSpec().getNodeName()))
        .filter(pod -> owner(pod).filter(each -> each.getKind().equals("DaemonSet")).isEmpty())
        .sorted(Comparator.comparing(ForeignPods::name))
        .map(
            pod ->
                state(
                    pod,
                    Texts.of(
                        "is on %s, which is drained in this section", pod.getSpec().getNodeName())))
        .distinct()
        .toList();
  }

  private List<Pod> pods() {
    return client.pods().inAnyNamespace().list().getItems().stream()
        .filter(pod -> !OF_THE_CLUSTER.contains(pod.getMetadata().getNamespace()))
        .filter(pod -> pod.getSpec().getNodeName() != null)
        .filter(CapacityProbe::holdsRoom)
        .toList();
  }

  /** To delete a pod is of no use where something makes it anew. */
  private LeftState state(Pod pod, String does) {
    var plain = LeftStateProbe.object(pod, "pod", does);
    return owner(pod).map(owner -> new LeftState(plain.what(), deletion(pod, owner))).orElse(plain);
  }

  private String deletion(Pod pod, OwnerReference owner) {
    String namespace = pod.getMetadata().getNamespace();
    var above =
        owner.getKind().equals("ReplicaSet")
            ? Optional.ofNullable(
                    client
                        .apps()
                        .replicaSets()
                        .inNamespace(namespace)
                        .withName(owner.getName())
                        .get())
                .flatMap(set -> set.getMetadata().getOwnerReferences().stream().findFirst())
                .orElse(owner)
            : owner;
    return Texts.of(
        "kubectl delete %s %s --namespace %s",
        above.getKind().toLowerCase(Locale.ROOT), above.getName(), namespace);
  }

  private static Optional<OwnerReference> owner(Pod pod) {
    return pod.getMetadata().getOwnerReferences().stream().findFirst();
  }

  private static String name(Pod pod) {
    return pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName();
  }

  private static long milliCpu(Pod pod) {
    return CapacityProbe.asked(pod, "cpu", Quantities::milli);
  }

  private static long bytes(Pod pod) {
    return CapacityProbe.asked(pod, "memory", Quantities::bytes);
  }
}

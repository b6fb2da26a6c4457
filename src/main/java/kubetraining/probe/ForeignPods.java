package kubetraining.probe;

import io.fabric8.kubernetes.api.model.HasMetadata;
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
import java.util.stream.Stream;
import kubetraining.host.Texts;

/** The pods of a cluster that are not of the cluster itself. */
record ForeignPods(KubernetesClient client) {
  private static final Set<String> OF_THE_CLUSTER =
      Set.of("kube-system", "kube-flannel", "kube-public", "kube-node-lease");

  /** On a worker the lessons need a whole CPU, and have 1900m of two. */
  private static final long SPARE_MILLI_CPU = 500;

  private static final long SPARE_BYTES = 1L << 30;

  /** Those that together ask for so much of a node that lessons would find no room there. */
  List<LeftState> crowding() {
    return states(
        pods().collect(Collectors.groupingBy(pod -> pod.getSpec().getNodeName())).values().stream()
            .filter(ForeignPods::isTooMuch)
            .flatMap(List::stream)
            .filter(pod -> milliCpu(pod) + bytes(pod) > 0),
        "takes up room on %s");
  }

  private static boolean isTooMuch(List<Pod> onOneNode) {
    return onOneNode.stream().mapToLong(ForeignPods::milliCpu).sum() > SPARE_MILLI_CPU
        || onOneNode.stream().mapToLong(ForeignPods::bytes).sum() > SPARE_BYTES;
  }

  /** Those that would be removed if these nodes were drained. */
  List<LeftState> on(Collection<String> nodes) {
    return states(
        pods()
            .filter(pod -> nodes.contains(pod.getSpec().getNodeName()))
            .filter(pod -> owner(pod).filter(each -> each.getKind().equals("DaemonSet")).isEmpty()),
        "is on %s, which this section drains");
  }

  private List<LeftState> states(Stream<Pod> pods, String does) {
    return pods.sorted(
            Comparator.comparing(
                pod -> pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName()))
        .map(pod -> state(pod, Texts.of(does, pod.getSpec().getNodeName())))
        .distinct()
        .toList();
  }

  private Stream<Pod> pods() {
    return client.pods().inAnyNamespace().list().getItems().stream()
        .filter(pod -> !OF_THE_CLUSTER.contains(pod.getMetadata().getNamespace()))
        .filter(pod -> pod.getSpec().getNodeName() != null)
        .filter(CapacityProbe::holdsRoom);
  }

  /** Deleting a pod is of no use where something recreates it. */
  private LeftState state(Pod pod, String does) {
    var plain = LeftStateProbe.object(pod, "pod", does);
    return owner(pod).map(owner -> new LeftState(plain.what(), deletion(pod, owner))).orElse(plain);
  }

  private String deletion(Pod pod, OwnerReference owner) {
    String namespace = pod.getMetadata().getNamespace();
    var sets = client.apps().replicaSets().inNamespace(namespace);
    var above =
        owner.getKind().equals("ReplicaSet")
            ? Optional.ofNullable(sets.withName(owner.getName()).get())
                .flatMap(ForeignPods::owner)
                .orElse(owner)
            : owner;
    return Texts.of(
        "kubectl delete %s %s --namespace %s",
        above.getKind().toLowerCase(Locale.ROOT), above.getName(), namespace);
  }

  private static Optional<OwnerReference> owner(HasMetadata object) {
    return object.getMetadata().getOwnerReferences().stream().findFirst();
  }

  private static long milliCpu(Pod pod) {
    return CapacityProbe.asked(pod, "cpu");
  }

  private static long bytes(Pod pod) {
    return CapacityProbe.asked(pod, "memory");
  }
}

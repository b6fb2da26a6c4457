package kubetraining.probe;

import static kubetraining.probe.CapacityProbe.asked;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
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

/**
 * Looks for what somebody has left in a cluster, and what would make lessons fail for a reason that
 * is not theirs: marks on nodes, rules on what may be made, pods that take the room.
 *
 * @param controlPlane the name of the only node that is to be one
 */
public record LeftStateProbe(KubernetesClient client, String controlPlane) {
  private static final String CONTROL_PLANE = "node-role.kubernetes.io/control-plane";
  private static final String HOST_NAME = "kubernetes.io/hostname";

  /** Taints of this prefix come and go by the cluster itself, with the state of a node. */
  private static final String BY_THE_CLUSTER = "node.kubernetes.io/";

  /** The namespaces of the guide in which what is made could be forbidden or changed by a rule. */
  private static final List<String> USED = List.of("default", "kube-system");

  private static final Set<String> OF_THE_CLUSTER =
      Set.of("kube-system", "kube-flannel", "kube-public", "kube-node-lease");

  /** On a worker the lessons need a whole CPU, and have 1900m of two. */
  private static final long SPARE_MILLI_CPU = 500;

  private static final long SPARE_BYTES = 1L << 30;

  /** What is in the way of any section; empty if nothing is. */
  public List<LeftState> look() {
    return Stream.of(
            client.nodes().list().getItems().stream().flatMap(this::marks),
            USED.stream().flatMap(this::rules),
            rulesEverywhere(),
            crowding())
        .flatMap(each -> each)
        .toList();
  }

  /** What would be lost, or keep them from being drained, if these nodes were. */
  public List<LeftState> lookBeforeDraining(Collection<String> nodes) {
    var budgets =
        client.policy().v1().podDisruptionBudget().inAnyNamespace().list().getItems().stream()
            .filter(each -> each.getStatus() != null)
            .filter(each -> each.getStatus().getExpectedPods() > 0)
            .filter(each -> each.getStatus().getDisruptionsAllowed() == 0)
            .map(each -> object(each, "poddisruptionbudget", "allows no pod to be evicted"));
    return Stream.concat(drained(nodes), budgets).toList();
  }

  private Stream<LeftState> marks(Node node) {
    String name = node.getMetadata().getName();
    boolean main = name.equals(controlPlane);
    var labels = node.getMetadata().getLabels();
    var taints = node.getSpec().getTaints();
    var found = Stream.<LeftState>builder();
    if (Boolean.TRUE.equals(node.getSpec().getUnschedulable())) {
      found.add(new LeftState(name + " is cordoned", "kubectl uncordon " + name));
    }
    taints.stream()
        .filter(taint -> !taint.getKey().startsWith(BY_THE_CLUSTER))
        .filter(taint -> !(main && taint.getKey().equals(CONTROL_PLANE)))
        .map(taint -> Texts.of("%s:%s", taint.getKey(), taint.getEffect()))
        .forEach(
            taint ->
                found.add(
                    new LeftState(
                        Texts.of("%s has the taint %s", name, taint),
                        Texts.of("kubectl taint nodes %s %s-", name, taint))));
    if (main && taints.stream().noneMatch(each -> each.getKey().equals(CONTROL_PLANE))) {
      found.add(
          new LeftState(
              name + " has lost the taint that keeps ordinary pods off the control plane",
              Texts.of("kubectl taint nodes %s %s:NoSchedule", name, CONTROL_PLANE)));
    }
    if (!name.equals(labels.get(HOST_NAME))) {
      found.add(
          new LeftState(
              Texts.of("the label %s of %s is '%s'", HOST_NAME, name, labels.get(HOST_NAME)),
              Texts.of("kubectl label --overwrite nodes %s %s=%s", name, HOST_NAME, name)));
    }
    if (labels.containsKey(CONTROL_PLANE) != main) {
      found.add(
          new LeftState(
              name + (main ? " is not labelled as the" : " is labelled as a") + " control plane",
              Texts.of("kubectl label nodes %s %s%s", name, CONTROL_PLANE, main ? "=" : "-")));
    }
    return found.build();
  }

  private Stream<LeftState> rules(String namespace) {
    return Stream.concat(
        client.resourceQuotas().inNamespace(namespace).list().getItems().stream()
            .map(each -> object(each, "resourcequota", "limits what can be created")),
        client.limitRanges().inNamespace(namespace).list().getItems().stream()
            .map(each -> object(each, "limitrange", "changes what pods request")));
  }

  private Stream<LeftState> rulesEverywhere() {
    var admission = client.admissionRegistration().v1();
    return Stream.of(
            client.scheduling().v1().priorityClasses().list().getItems().stream()
                .filter(each -> Boolean.TRUE.equals(each.getGlobalDefault()))
                .map(each -> object(each, "priorityclass", "gives a priority to every pod")),
            admission.validatingWebhookConfigurations().list().getItems().stream()
                .map(each -> object(each, "validatingwebhookconfiguration", "can refuse objects")),
            admission.mutatingWebhookConfigurations().list().getItems().stream()
                .map(each -> object(each, "mutatingwebhookconfiguration", "can change objects")))
        .flatMap(each -> each);
  }

  /** An object, whose removal is the cure. */
  private static LeftState object(HasMetadata each, String kind, String does) {
    String name = each.getMetadata().getName();
    String namespace = each.getMetadata().getNamespace();
    return new LeftState(
        Texts.of("the %s '%s' %s", kind, name, does),
        Texts.of("kubectl delete %s %s", kind, name)
            + (namespace == null ? "" : " --namespace " + namespace));
  }

  /** Those that together ask for so much of a node that lessons would find no room there. */
  private Stream<LeftState> crowding() {
    return states(
        foreign()
            .collect(Collectors.groupingBy(pod -> pod.getSpec().getNodeName()))
            .values()
            .stream()
            .filter(LeftStateProbe::isTooMuch)
            .flatMap(List::stream)
            .filter(pod -> asked(pod, "cpu") + asked(pod, "memory") > 0),
        "takes up room on %s");
  }

  private static boolean isTooMuch(List<Pod> onOneNode) {
    return onOneNode.stream().mapToLong(pod -> asked(pod, "cpu")).sum() > SPARE_MILLI_CPU
        || onOneNode.stream().mapToLong(pod -> asked(pod, "memory")).sum() > SPARE_BYTES;
  }

  /** Those that would be removed if these nodes were drained. */
  private Stream<LeftState> drained(Collection<String> nodes) {
    return states(
        foreign()
            .filter(pod -> nodes.contains(pod.getSpec().getNodeName()))
            .filter(pod -> owner(pod).filter(each -> each.getKind().equals("DaemonSet")).isEmpty()),
        "is on %s, which this section drains");
  }

  private Stream<LeftState> states(Stream<Pod> pods, String does) {
    return pods.sorted(
            Comparator.comparing(
                pod -> pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName()))
        .map(pod -> state(pod, Texts.of(does, pod.getSpec().getNodeName())))
        .distinct();
  }

  /** The pods that are not of the cluster itself. */
  private Stream<Pod> foreign() {
    return client.pods().inAnyNamespace().list().getItems().stream()
        .filter(pod -> !OF_THE_CLUSTER.contains(pod.getMetadata().getNamespace()))
        .filter(pod -> pod.getSpec().getNodeName() != null)
        .filter(CapacityProbe::holdsRoom);
  }

  /** Deleting a pod is of no use where something recreates it. */
  private LeftState state(Pod pod, String does) {
    var plain = object(pod, "pod", does);
    return owner(pod).map(owner -> new LeftState(plain.what(), deletion(pod, owner))).orElse(plain);
  }

  private String deletion(Pod pod, OwnerReference owner) {
    String namespace = pod.getMetadata().getNamespace();
    var sets = client.apps().replicaSets().inNamespace(namespace);
    var above =
        owner.getKind().equals("ReplicaSet")
            ? Optional.ofNullable(sets.withName(owner.getName()).get())
                .flatMap(LeftStateProbe::owner)
                .orElse(owner)
            : owner;
    return Texts.of(
        "kubectl delete %s %s --namespace %s",
        above.getKind().toLowerCase(Locale.ROOT), above.getName(), namespace);
  }

  private static Optional<OwnerReference> owner(HasMetadata object) {
    return object.getMetadata().getOwnerReferences().stream().findFirst();
  }

  /**
   * Something of a cluster's state that no section of the guide starts from.
   *
   * @param what what it is, in words
   * @param cure the command that undoes it, typed on node1
   */
  public record LeftState(String what, String cure) {
    @Override
    public String toString() {
      return Texts.of("%s (to undo that, type on node1: %s)", what, cure);
    }
  }
}

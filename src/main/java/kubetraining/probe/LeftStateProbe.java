package kubetraining.probe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Collection;
import java.util.List;
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

  /** What is in the way of any section; empty if nothing is. */
  public List<LeftState> look() {
    return Stream.of(
            client.nodes().list().getItems().stream().flatMap(this::marks),
            USED.stream().flatMap(this::rules),
            rulesEverywhere(),
            new ForeignPods(client).crowding().stream())
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
    return Stream.concat(new ForeignPods(client).on(nodes).stream(), budgets).toList();
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
  static LeftState object(HasMetadata each, String kind, String does) {
    String name = each.getMetadata().getName();
    String namespace = each.getMetadata().getNamespace();
    return new LeftState(
        Texts.of("the %s '%s' %s", kind, name, does),
        Texts.of("kubectl delete %s %s", kind, name)
            + (namespace == null ? "" : " --namespace " + namespace));
  }
}

package kubetraining.probe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kubetraining.host.Texts;

/**
 * Looks for what somebody has left in a cluster, and what would make lessons fail for a reason that
 * is not theirs: marks on nodes, rules on what may be made, pods that take the room.
 */
public final class LeftStateProbe {
  private static final String CONTROL_PLANE = "node-role.kubernetes.io/control-plane";
  private static final String HOST_NAME = "kubernetes.io/hostname";

  /** Taints of this prefix come and go by the cluster itself, with the state of a node. */
  private static final String BY_THE_CLUSTER = "node.kubernetes.io/";

  /** The namespaces of the guide in which what is made could be forbidden or changed by a rule. */
  private static final List<String> USED = List.of("default", "kube-system");

  private final KubernetesClient client;
  private final String controlPlane;

  /**
   * Looks at this cluster.
   *
   * @param controlPlane the name of the only node that is to be one
   */
  public LeftStateProbe(KubernetesClient client, String controlPlane) {
    this.client = client;
    this.controlPlane = controlPlane;
  }

  /** What is in the way of any section; empty if nothing is. */
  public List<LeftState> look() {
    var found = new ArrayList<LeftState>();
    client.nodes().list().getItems().forEach(node -> marks(node, found));
    rules(found);
    new ForeignPods(client).crowding().forEach(found::add);
    return List.copyOf(found);
  }

  /** What would be lost, or keep them from being drained, if these nodes were. */
  public List<LeftState> lookBeforeDraining(Collection<String> nodes) {
    var found = new ArrayList<>(new ForeignPods(client).on(nodes));
    client.policy().v1().podDisruptionBudget().inAnyNamespace().list().getItems().stream()
        .filter(each -> each.getStatus() != null)
        .filter(each -> each.getStatus().getExpectedPods() > 0)
        .filter(each -> each.getStatus().getDisruptionsAllowed() == 0)
        .forEach(each -> found.add(object(each, "poddisruptionbudget", "lets no pod be moved")));
    return List.copyOf(found);
  }

  private void marks(Node node, List<LeftState> found) {
    String name = node.getMetadata().getName();
    boolean isControlPlane = name.equals(controlPlane);
    if (Boolean.TRUE.equals(node.getSpec().getUnschedulable())) {
      found.add(new LeftState(name + " is cordoned", "kubectl uncordon " + name));
    }
    var taints = node.getSpec().getTaints();
    taints.stream()
        .filter(taint -> !taint.getKey().startsWith(BY_THE_CLUSTER))
        .filter(taint -> !(isControlPlane && taint.getKey().equals(CONTROL_PLANE)))
        .forEach(taint -> found.add(tainted(name, taint)));
    if (isControlPlane && taints.stream().noneMatch(each -> each.getKey().equals(CONTROL_PLANE))) {
      found.add(
          new LeftState(
              name + " has lost the taint that keeps ordinary pods off the control plane",
              Texts.of("kubectl taint nodes %s %s:NoSchedule", name, CONTROL_PLANE)));
    }
    labels(name, node.getMetadata().getLabels(), isControlPlane, found);
  }

  private static LeftState tainted(String node, Taint taint) {
    return new LeftState(
        Texts.of("%s has the taint %s:%s", node, taint.getKey(), taint.getEffect()),
        Texts.of("kubectl taint nodes %s %s:%s-", node, taint.getKey(), taint.getEffect()));
  }

  private static void labels(
      String node, Map<String, String> labels, boolean isControlPlane, List<LeftState> found) {
    if (!node.equals(labels.get(HOST_NAME))) {
      found.add(
          new LeftState(
              Texts.of("the label %s of %s is '%s'", HOST_NAME, node, labels.get(HOST_NAME)),
              Texts.of("kubectl label --overwrite nodes %s %s=%s", node, HOST_NAME, node)));
    }
    if (labels.containsKey(CONTROL_PLANE) && !isControlPlane) {
      found.add(
          new LeftState(
              node + " is labelled as a control plane",
              Texts.of("kubectl label nodes %s %s-", node, CONTROL_PLANE)));
    }
    if (!labels.containsKey(CONTROL_PLANE) && isControlPlane) {
      found.add(
          new LeftState(
              node + " is not labelled as the control plane",
              Texts.of("kubectl label nodes %s %s=", node, CONTROL_PLANE)));
    }
  }

  private void rules(List<LeftState> found) {
    for (String namespace : USED) {
      client.resourceQuotas().inNamespace(namespace).list().getItems().stream()
          .map(each -> object(each, "resourcequota", "limits what may be made"))
          .forEach(found::add);
      client.limitRanges().inNamespace(namespace).list().getItems().stream()
          .map(each -> object(each, "limitrange", "changes what pods ask for"))
          .forEach(found::add);
    }
    client.scheduling().v1().priorityClasses().list().getItems().stream()
        .filter(each -> Boolean.TRUE.equals(each.getGlobalDefault()))
        .map(each -> object(each, "priorityclass", "gives a priority to every pod"))
        .forEach(found::add);
    var admission = client.admissionRegistration().v1();
    Stream.concat(
            admission.validatingWebhookConfigurations().list().getItems().stream()
                .map(each -> object(each, "validatingwebhookconfiguration", "may refuse objects")),
            admission.mutatingWebhookConfigurations().list().getItems().stream()
                .map(each -> object(each, "mutatingwebhookconfiguration", "may change objects")))
        .forEach(found::add);
  }

  /** An object, whose removal is the cure. */
  static LeftState object(HasMetadata each, String kind, String does) {
    String name = each.getMetadata().getName();
    String namespace =
        Optional.ofNullable(each.getMetadata().getNamespace())
            .map(space -> " --namespace " + space)
            .orElse("");
    return new LeftState(
        Texts.of("the %s '%s' %s", kind, name, does),
        Texts.of("kubectl delete %s %s%s", kind, name, namespace));
  }
}

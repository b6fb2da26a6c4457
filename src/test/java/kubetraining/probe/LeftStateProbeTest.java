package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.List;
import kubetraining.host.Texts;
import kubetraining.probe.LeftStateProbe.LeftState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(https = false, crud = true)
final class LeftStateProbeTest {
  private static final String ROLE = "node-role.kubernetes.io/control-plane";
  KubernetesClient client;

  @BeforeEach
  void aClusterAsItWasMade() {
    String taint = "{taints: [{key: " + ROLE + ", effect: NoSchedule}]}";
    node("node1", "node1, " + ROLE + ": ''", taint);
    node("node2", "node2", "{}");
    node("node4", "node4", "{}");
    pod("name: coredns, namespace: kube-system", "node1", "100m");
    pod("name: small, namespace: default", "node4", "200m");
  }

  private void make(String kind, String metadata, String rest) {
    Yaml.object(kind, metadata, rest).in(client);
  }

  private void pod(String metadata, String node, String cpu) {
    String spec = "{nodeName: %s, containers: [{name: c, resources: {requests: {cpu: %s}}}]}";
    make("v1 Pod", metadata, "status: {phase: Running}\nspec: " + Texts.of(spec, node, cpu));
  }

  private List<String> seen() {
    return probe().look().stream().map(LeftState::toString).toList();
  }

  private LeftStateProbe probe() {
    return new LeftStateProbe(client, "node1");
  }

  private void node(String name, String labels, String spec) {
    String metadata = Texts.of("name: %s, labels: {kubernetes.io/hostname: %s}", name, labels);
    make("v1 Node", metadata, "spec: " + spec);
  }

  @Test
  void aClusterAsItWasMadeAndASmallPodAreInNobodysWay() {
    assertThat(seen()).isEmpty();
  }

  @Test
  void aCordonedNodeIsNamedWithWhatToType() {
    node("node4", "node4", "{unschedulable: true}");

    assertThat(seen())
        .containsExactly("node4 is cordoned (to undo that, type on node1: kubectl uncordon node4)");
  }

  @Test
  void taintsAndLabelsThatWereChangedAreNamed() {
    node(
        "node2",
        "mine, " + ROLE + ": ''",
        "{taints: [{effect: NoExecute, key: mine},"
            + " {effect: NoSchedule, key: node.kubernetes.io/not-ready}]}");
    node("node1", "node1, " + ROLE + ": ''", "{}");

    assertThat(probe().look())
        .extracting(LeftState::cure)
        .containsExactlyInAnyOrder(
            "kubectl taint nodes node1 " + ROLE + ":NoSchedule",
            "kubectl taint nodes node2 mine:NoExecute-",
            "kubectl label --overwrite nodes node2 kubernetes.io/hostname=node2",
            "kubectl label nodes node2 " + ROLE + "-");
  }

  @Test
  void rulesOnWhatMayBeMadeAreNamed() {
    make("v1 ResourceQuota", "name: mine, namespace: default", "");
    make("v1 LimitRange", "name: mine, namespace: default", "");
    make("scheduling.k8s.io/v1 PriorityClass", "name: mine", "globalDefault: true");
    make("admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration", "name: mine", "");

    assertThat(probe().look())
        .extracting(LeftState::cure)
        .containsExactly(
            "kubectl delete resourcequota mine --namespace default",
            "kubectl delete limitrange mine --namespace default",
            "kubectl delete priorityclass mine",
            "kubectl delete validatingwebhookconfiguration mine");
  }

  @Test
  void podsThatTakeTheRoomAreNamedByWhatMakesThem() {
    String mine = "namespace: mine, name: %s, ownerReferences: [{kind: %s, name: %s}]";
    make("apps/v1 ReplicaSet", Texts.of(mine, "web-5d9", "Deployment", "web"), "");
    pod(Texts.of(mine, "web-5d9-x", "ReplicaSet", "web-5d9"), "node4", "1");

    assertThat(seen())
        .containsExactly(
            "the pod 'small' takes up room on node4 (to undo that, type on node1: kubectl delete pod small --namespace default)",
            "the pod 'web-5d9-x' takes up room on node4 (to undo that, type on node1: kubectl delete deployment web --namespace mine)");
  }

  @Test
  void beforeANodeIsDrainedWhateverRunsThereAndWhatHoldsItAreNamed() {
    make(
        "policy/v1 PodDisruptionBudget",
        "name: holds, namespace: default",
        "status: {expectedPods: 1, disruptionsAllowed: 0}");

    assertThat(probe().lookBeforeDraining(List.of("node2")))
        .extracting(LeftState::cure)
        .containsExactly("kubectl delete poddisruptionbudget holds --namespace default");
    assertThat(probe().lookBeforeDraining(List.of("node4")))
        .extracting(LeftState::cure)
        .containsExactly(
            "kubectl delete pod small --namespace default",
            "kubectl delete poddisruptionbudget holds --namespace default");
  }
}

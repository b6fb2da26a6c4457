package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LimitRangeBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(https = false, crud = true)
final class LeftStateProbeTest {
  private static final String ROLE = "node-role.kubernetes.io/control-plane";
  KubernetesClient client;

  @BeforeEach
  void aClusterAsItWasMade() {
    var labels = Map.of("kubernetes.io/hostname", "node1", ROLE, "");
    var node1 =
        new NodeBuilder()
            .withNewMetadata()
            .withName("node1")
            .withLabels(labels)
            .endMetadata()
            .withNewSpec()
            .addNewTaint()
            .withKey(ROLE)
            .withEffect("NoSchedule")
            .endTaint()
            .endSpec()
            .build();
    client.resource(node1).create();
    client.resource(worker("node2").build()).create();
    client.resource(worker("node4").build()).create();
    pod("kube-system", "coredns", "node1", "100m");
    pod("default", "small", "node4", "200m");
  }

  private static NodeBuilder worker(String name) {
    return new NodeBuilder()
        .withNewMetadata()
        .withName(name)
        .withLabels(Map.of("kubernetes.io/hostname", name))
        .endMetadata()
        .withNewSpec()
        .endSpec();
  }

  private void pod(String namespace, String name, String node, String cpu) {
    client.resource(of(namespace, name, node, cpu).build()).create();
  }

  private static PodBuilder of(String namespace, String name, String node, String cpu) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withNodeName(node)
        .addNewContainer()
        .withName("c")
        .withNewResources()
        .addToRequests("cpu", new Quantity(cpu))
        .endResources()
        .endContainer()
        .endSpec()
        .withNewStatus()
        .withPhase("Running")
        .endStatus();
  }

  private List<String> seen() {
    return probe().look().stream().map(LeftState::toString).toList();
  }

  private LeftStateProbe probe() {
    return new LeftStateProbe(client, "node1");
  }

  private void change(String node, UnaryOperator<NodeBuilder> change) {
    var now = client.nodes().withName(node).get();
    client.resource(change.apply(new NodeBuilder(now)).build()).update();
  }

  @Test
  void aClusterAsItWasMadeAndASmallPodAreInNobodysWay() {
    assertThat(seen()).isEmpty();
  }

  @Test
  void aCordonedNodeIsNamedWithWhatToType() {
    change("node4", node -> node.editSpec().withUnschedulable(true).endSpec());

    assertThat(seen())
        .containsExactly("node4 is cordoned (put it right on node1: kubectl uncordon node4)");
  }

  @Test
  void taintsAndLabelsThatWereChangedAreNamed() {
    change(
        "node2",
        node ->
            node.editMetadata()
                .withLabels(Map.of("kubernetes.io/hostname", "mine", ROLE, ""))
                .endMetadata()
                .editSpec()
                .addNewTaint()
                .withKey("mine")
                .withEffect("NoExecute")
                .endTaint()
                .addNewTaint()
                .withKey("node.kubernetes.io/not-ready")
                .withEffect("NoSchedule")
                .endTaint()
                .endSpec());
    change("node1", node -> node.editSpec().withTaints(List.of()).endSpec());

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
    client
        .resource(
            new ResourceQuotaBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName("mine")
                .endMetadata()
                .build())
        .create();
    client
        .resource(
            new LimitRangeBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName("mine")
                .endMetadata()
                .build())
        .create();
    client
        .resource(
            new PriorityClassBuilder()
                .withNewMetadata()
                .withName("mine")
                .endMetadata()
                .withGlobalDefault(true)
                .build())
        .create();
    client
        .resource(
            new ValidatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName("mine")
                .endMetadata()
                .build())
        .create();

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
    client
        .resource(
            new ReplicaSetBuilder()
                .withNewMetadata()
                .withNamespace("mine")
                .withName("web-5d9")
                .withOwnerReferences(
                    new OwnerReferenceBuilder().withKind("Deployment").withName("web").build())
                .endMetadata()
                .build())
        .create();
    client
        .resource(
            of("mine", "web-5d9-x", "node4", "1")
                .editMetadata()
                .withOwnerReferences(
                    new OwnerReferenceBuilder().withKind("ReplicaSet").withName("web-5d9").build())
                .endMetadata()
                .build())
        .create();

    assertThat(seen())
        .containsExactly(
            "the pod 'small' takes room on node4 (put it right on node1: kubectl delete pod small --namespace default)",
            "the pod 'web-5d9-x' takes room on node4 (put it right on node1: kubectl delete deployment web --namespace mine)");
  }

  @Test
  void beforeANodeIsDrainedWhateverRunsThereAndWhatHoldsItAreNamed() {
    client
        .resource(
            new PodDisruptionBudgetBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName("holds")
                .endMetadata()
                .withNewStatus()
                .withExpectedPods(1)
                .withDisruptionsAllowed(0)
                .endStatus()
                .build())
        .create();

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

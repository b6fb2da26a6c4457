package kubetraining.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import org.junit.jupiter.api.Test;

final class NodesReadyTest {
  @Test
  void aNodeThatWorksIsReady() {
    assertThat(NodesReady.state(node("True", "node-role.kubernetes.io/control-plane")))
        .isEqualTo("Ready");
  }

  @Test
  void aNodeThatDoesNotWorkSaysWhy() {
    assertThat(NodesReady.state(node("False", "node.kubernetes.io/not-ready")))
        .isEqualTo("not Ready: what the kubelet says");
  }

  /** It would be gone a moment later, and whoever compares the cluster with then would miss it. */
  @Test
  void aNodeIsNotReadyWhileTheClusterLetsNoPodOntoIt() {
    assertThat(NodesReady.state(node("True", "node.kubernetes.io/not-ready")))
        .isEqualTo("Ready, but still with the taint node.kubernetes.io/not-ready");
  }

  /** Somebody has made it so, and only somebody will end it. */
  @Test
  void aNodeThatIsCordonedIsReady() {
    assertThat(NodesReady.state(node("True", "node.kubernetes.io/unschedulable")))
        .isEqualTo("Ready");
  }

  private static Node node(String ready, String taint) {
    return new NodeBuilder()
        .withNewMetadata()
        .withName("node1")
        .endMetadata()
        .withNewSpec()
        .addNewTaint()
        .withKey(taint)
        .endTaint()
        .endSpec()
        .withNewStatus()
        .addNewCondition()
        .withType("Ready")
        .withStatus(ready)
        .withMessage("what the kubelet says")
        .endCondition()
        .endStatus()
        .build();
  }
}

package kubetraining.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When nodes and the cluster's DNS count as ready, and when there is no hope. */
final class ReadinessTest {
  @ParameterizedTest
  @CsvSource({
    "True, node-role.kubernetes.io/control-plane, Ready",
    "False, node.kubernetes.io/not-ready, not Ready: what the kubelet says",
    "True, node.kubernetes.io/not-ready, 'Ready, but still with the taint node.kubernetes.io/not-ready'",
    "True, node.kubernetes.io/unschedulable, Ready"
  })
  void aNodeIsReadyWhenPodsMayBePlacedOnIt(String ready, String taint, String state) {
    var node =
        new NodeBuilder()
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

    assertThat(NodesReady.state(node)).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "4, CrashLoopBackOff, true",
    "2, CrashLoopBackOff, false",
    "9, PodInitializing, false"
  })
  void onlyAPartThatEndsAgainAndAgainLeavesNoHope(int restarts, String reason, boolean hopeless) {
    var pod =
        new PodBuilder()
            .withNewMetadata()
            .withName("kube-proxy-x")
            .endMetadata()
            .withNewSpec()
            .withNodeName("node2")
            .endSpec()
            .withNewStatus()
            .addNewContainerStatus()
            .withRestartCount(restarts)
            .withNewState()
            .withNewWaiting()
            .withReason(reason)
            .endWaiting()
            .endState()
            .endContainerStatus()
            .endStatus()
            .build();

    assertThat(DnsReady.crashes(pod).isPresent()).isEqualTo(hopeless);
    assertThat(DnsReady.crashes(pod).orElse("kube-proxy-x on node2 ended 4 times; logs"))
        .contains("kube-proxy-x on node2 ended 4 times", "logs");
  }
}

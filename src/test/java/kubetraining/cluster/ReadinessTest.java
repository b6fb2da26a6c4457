package kubetraining.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import kubetraining.host.Texts;
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
        Serialization.unmarshal(
            Texts.of(
                """
                spec: {taints: [{key: %s}]}
                status: {conditions: [{type: Ready, status: "%s", message: what the kubelet says}]}
                """,
                taint, ready),
            Node.class);

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
        Serialization.unmarshal(
            Texts.of(
                """
                metadata: {name: kube-proxy-x}
                spec: {nodeName: node2}
                status: {containerStatuses: [{restartCount: %d, state: {waiting: {reason: %s}}}]}
                """,
                restarts, reason),
            Pod.class);

    assertThat(ClusterDns.crashes(pod).isPresent()).isEqualTo(hopeless);
    assertThat(ClusterDns.crashes(pod).orElse("kube-proxy-x on node2 ended 4 times; logs"))
        .contains("kube-proxy-x on node2 ended 4 times", "logs");
  }
}

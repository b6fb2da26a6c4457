package kubetraining.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import org.junit.jupiter.api.Test;

final class DnsReadyTest {
  @Test
  void aPartThatEndsAgainAndAgainLeavesNoHope() {
    assertThat(DnsReady.crashes(pod(4, "CrashLoopBackOff")))
        .hasValueSatisfying(
            why -> assertThat(why).contains("kube-proxy-x on node2", "ended 4 times", "logs"));
  }

  @Test
  void aFewRestartsAreForgiven() {
    assertThat(DnsReady.crashes(pod(2, "CrashLoopBackOff"))).isEmpty();
  }

  @Test
  void whatRestartedLongAgoAndRunsIsFine() {
    assertThat(DnsReady.crashes(pod(9, "PodInitializing"))).isEmpty();
  }

  private static Pod pod(int restarts, String reason) {
    return new PodBuilder()
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
  }
}

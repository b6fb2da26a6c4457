package kubetraining.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;

final class WorkloadStateTest {
  @Test
  void aDeploymentIsReadyWhenAllItsNewPodsAreAvailable() {
    assertThat(WorkloadState.of(deployment(2, 2, 2, 2)).ready()).isTrue();
  }

  @Test
  void itIsNotWhileAnOldPodStandsInForANewOne() {
    assertThat(WorkloadState.of(deployment(2, 2, 1, 2)).ready()).isFalse();
  }

  @Test
  void itIsNotBeforeItsControllerHasSeenTheLastChange() {
    var changed = deployment(2, 2, 2, 2);
    changed.getMetadata().setGeneration(3L);

    assertThat(WorkloadState.of(changed).ready()).isFalse();
  }

  @Test
  void aDaemonSetThatHasFoundNoNodeIsNotReady() {
    var daemons =
        Serialization.unmarshal(
            """
            metadata: {name: node-exporter, generation: 1}
            status: {observedGeneration: 1, desiredNumberScheduled: 0}
            """,
            DaemonSet.class);

    assertThat(WorkloadState.of(daemons).ready()).isFalse();
  }

  @Test
  void whatHasNoPodsIsNoWorkload() {
    var settings = Serialization.unmarshal("metadata: {name: settings}", ConfigMap.class);

    assertThat(WorkloadState.isWorkload(settings)).isFalse();
  }

  private static Deployment deployment(int wanted, int replicas, int updated, int available) {
    return Serialization.unmarshal(
        Texts.of(
            """
            metadata: {name: podinfo, generation: 2}
            spec: {replicas: %d}
            status: {observedGeneration: 2, replicas: %d, updatedReplicas: %d, availableReplicas: %d}
            """,
            wanted, replicas, updated, available),
        Deployment.class);
  }
}

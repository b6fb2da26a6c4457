package kubetraining.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
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
        new DaemonSetBuilder()
            .withNewMetadata()
            .withName("node-exporter")
            .withGeneration(1L)
            .endMetadata()
            .withNewStatus()
            .withObservedGeneration(1L)
            .withDesiredNumberScheduled(0)
            .endStatus()
            .build();

    assertThat(WorkloadState.of(daemons).ready()).isFalse();
  }

  @Test
  void whatHasNoPodsIsNoWorkload() {
    var settings =
        new ConfigMapBuilder().withNewMetadata().withName("settings").endMetadata().build();

    assertThat(WorkloadState.isWorkload(settings)).isFalse();
  }

  private static Deployment deployment(int wanted, int replicas, int updated, int available) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName("podinfo")
        .withGeneration(2L)
        .endMetadata()
        .withNewSpec()
        .withReplicas(wanted)
        .endSpec()
        .withNewStatus()
        .withObservedGeneration(2L)
        .withReplicas(replicas)
        .withUpdatedReplicas(updated)
        .withAvailableReplicas(available)
        .endStatus()
        .build();
  }
}

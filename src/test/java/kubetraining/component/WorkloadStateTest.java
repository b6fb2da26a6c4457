package kubetraining.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import kubetraining.probe.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WorkloadStateTest {
  @Test
  void aDaemonSetThatHasFoundNoNodeIsNotReady() {
    var daemons =
        Yaml.of(
                """
            metadata: {name: node-exporter, generation: 1}
            status: {observedGeneration: 1, desiredNumberScheduled: 0}
            """)
            .as(DaemonSet.class);

    assertThat(WorkloadState.of(daemons).ready()).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "all its new pods are available, 2, 2, true",
    "an old pod stands in for a new one, 2, 1, false",
    "its controller has not seen the last change, 3, 2, false"
  })
  void aDeploymentIsReadyWhenAllItsNewPodsAreAvailable(
      String why, int generation, int updated, boolean ready) {
    var deployment =
        Yaml.of(
                """
            metadata: {name: podinfo, generation: %d}
            spec: {replicas: 2}
            status: {observedGeneration: 2, replicas: 2, updatedReplicas: %d, availableReplicas: 2}
            """,
                generation, updated)
            .as(Deployment.class);
    assertThat(WorkloadState.of(deployment).ready()).isEqualTo(ready);
  }
}

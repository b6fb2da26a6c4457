package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(https = false, crud = true)
final class WorkloadProbeTest {
  KubernetesClient client;

  @Test
  void everythingOfANamespaceIsSeenWithItsReadyPods() {
    client
        .resource(
            new DeploymentBuilder()
                .withNewMetadata()
                .withName("operator")
                .withNamespace("monitoring")
                .endMetadata()
                .withNewStatus()
                .endStatus()
                .build())
        .create();
    client
        .resource(
            new DaemonSetBuilder()
                .withNewMetadata()
                .withName("exporter")
                .withNamespace("monitoring")
                .endMetadata()
                .withNewStatus()
                .withNumberReady(4)
                .endStatus()
                .build())
        .create();

    assertThat(new WorkloadProbe(client).in("monitoring"))
        .containsExactly(
            new WorkloadSeen("DaemonSet", "exporter", 4),
            new WorkloadSeen("Deployment", "operator", 0));
    assertThat(new WorkloadProbe(client).in("default")).isEmpty();
  }
}

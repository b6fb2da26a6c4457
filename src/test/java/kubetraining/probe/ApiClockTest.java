package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(https = false)
final class ApiClockTest {
  KubernetesMockServer server;
  KubernetesClient client;

  @Test
  void theTimeIsThatOfAnObjectWhichIsOnlyRehearsed() {
    server
        .expect()
        .post()
        .withPath("/api/v1/namespaces/default/configmaps?dryRun=All")
        .andReturn(
            201,
            new ConfigMapBuilder()
                .withNewMetadata()
                .withCreationTimestamp("2026-11-23T12:00:32Z")
                .endMetadata()
                .build())
        .once();

    assertThat(new ApiClock(client).now()).isEqualTo(Instant.parse("2026-11-23T12:00:32Z"));
  }
}

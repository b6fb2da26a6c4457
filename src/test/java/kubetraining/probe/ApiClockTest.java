package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Instant;
import kubetraining.wait.LabFaultException;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(https = false)
final class ApiClockTest {
  KubernetesMockServer server;
  KubernetesClient client;

  @Test
  void theTimeIsThatOfAnAnswer() {
    server
        .expect()
        .get()
        .withPath("/readyz")
        .andReturn(200, "{}")
        .withHeader("Date", "Mon, 23 Nov 2026 12:00:32 GMT")
        .once();

    assertThat(new ApiClock(client).now()).isEqualTo(Instant.parse("2026-11-23T12:00:32Z"));
  }

  @Test
  void anAnswerWithoutTimeIsNoFaultOfTheTrainee() {
    server.expect().get().withPath("/readyz").andReturn(200, "{}").once();

    assertThatThrownBy(() -> new ApiClock(client).now())
        .isInstanceOf(LabFaultException.class)
        .hasMessageContaining("the API server to tell the time");
  }
}

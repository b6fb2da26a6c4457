package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kubetraining.host.Texts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(https = false)
final class VisitsProbeTest {
  private static final String METRICS =
      """
      # TYPE http_request_duration_seconds histogram
      http_request_duration_seconds_bucket{method="GET",path="root",status="200",le="+Inf"} 968
      http_request_duration_seconds_count{method="GET",path="readyz",status="200"} 279
      http_request_duration_seconds_count{method="GET",path="root",status="200"} 1.234567e+06
      http_request_duration_seconds_count{method="GET",path="root",status="500"} 2
      http_requests_total{status="200"} 1247
      """;
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  KubernetesMockServer server;
  KubernetesClient client;

  // As the client of a cluster does; by itself this one repeats a request that met a 503.
  @BeforeEach
  void askOnce() {
    client.getConfiguration().setRequestRetryBackoffLimit(0);
  }

  @Test
  void visitsAreCountedAndQuestionsOfKubernetesAreNot() {
    answer("podinfo-a", 200, METRICS);

    assertThat(new VisitsProbe(client, 9898).of(List.of(pod("podinfo-a"))))
        .isEqualTo(Map.of("podinfo-a", 1_234_569L));
  }

  @Test
  void aPodThatHasJustGoneIsLeftOut() {
    answer("podinfo-a", 200, METRICS);
    answer("podinfo-b", 503, "no endpoints available");

    assertThat(
            new VisitsProbe(client, 9898)
                .of(List.of(pod("podinfo-a"), pod("podinfo-b"), pod("podinfo-c"))))
        .containsOnlyKeys("podinfo-a");
  }

  @Test
  void theRateIsOfAllPodsAndOfNewOnesFromTheirStart() {
    var rate = new VisitsProbe.Rate();

    assertThat(rate.next(NOON, Map.of("a", 1000L))).as("nothing to compare with").isZero();
    assertThat(rate.next(NOON.plusSeconds(2), Map.of("a", 1100L, "b", 300L)))
        .isCloseTo(200, within(0.1));
    assertThat(rate.next(NOON.plusSeconds(4), Map.of("b", 400L)))
        .as("a pod that went takes its count along")
        .isCloseTo(50, within(0.1));
    assertThat(rate.next(NOON.plusSeconds(6), Map.of("a", 5L, "b", 400L)))
        .as("a counter that began anew does not count backwards")
        .isZero();
  }

  @Test
  void everyLookAsksUntilVisitsBeginAndThenEveryThird() {
    var rate = new VisitsProbe.Rate();
    var counts = new ArrayDeque<>(List.of(10L, 10L, 10L, 99L, 150L, 150L, 150L));
    var rates = new ArrayList<Boolean>();
    for (int look = 0; look < 12; look++) {
      rates.add(rate.look(() -> Map.of("a", counts.remove())) > 0);
    }

    assertThat(rates)
        .as("asked 4 times, then with the first of three; what it said counts until the next")
        .containsExactly(
            false, false, false, true, true, true, true, false, false, false, false, false);
    assertThat(counts).isEmpty();
  }

  private void answer(String pod, int status, String body) {
    String path = Texts.of("/api/v1/namespaces/default/pods/%s:9898/proxy/metrics", pod);
    server.expect().get().withPath(path).andReturn(status, body).always();
  }

  private static PodSeen pod(String name) {
    return new PodSeen(
        "default", name, "uid", "node2", "Running", true, "10.244.1.2", "", "", "", 0, NOON);
  }
}

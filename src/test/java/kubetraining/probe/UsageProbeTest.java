package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import kubetraining.host.Texts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EnableKubernetesMockClient(https = false)
final class UsageProbeTest {
  private static final String NODES = "/apis/metrics.k8s.io/v1beta1/nodes";
  private static final String PODS =
      "/apis/metrics.k8s.io/v1beta1/namespaces/default/pods?labelSelector=app%3Dbusy";
  KubernetesMockServer server;
  KubernetesClient client;

  // As the client of a cluster does; by itself this one repeats a request that met a 503.
  @BeforeEach
  void askOnce() {
    client.getConfiguration().setRequestRetryBackoffLimit(0);
  }

  @Test
  void nodesAreSeenByName() {
    answer(
        NODES,
        200,
        """
        {"kind":"NodeMetricsList","apiVersion":"metrics.k8s.io/v1beta1","items":[
          {"metadata":{"name":"node2"},"timestamp":"2026-11-23T12:00:00Z","window":"10.5s",
           "usage":{"cpu":"123456789n","memory":"1Gi"}},
          {"metadata":{"name":"node1"},"timestamp":"2026-11-23T12:00:01Z","window":"20s",
           "usage":{"cpu":"1","memory":"512Mi"}}]}
        """);

    assertThat(new UsageProbe(client).nodes())
        .extracting(UsageProbe.Usage::name, UsageProbe.Usage::milliCpu, UsageProbe.Usage::bytes)
        .containsExactly(
            tuple("node1", 1000L, 512L * 1024 * 1024), tuple("node2", 123L, 1024L * 1024 * 1024));
  }

  @ParameterizedTest
  @CsvSource({
    "10.788s, 10788",
    "980.5ms, 980",
    "1m0s, 60000",
    "1h2m3s, 3723000",
    "1m10.647s, 70647",
    "0s, 0"
  })
  void aPodUsesWhatItsContainersUseTogetherInAWindowAsItIsWritten(String written, long millis) {
    answer(
        PODS,
        200,
        Texts.of(
            """
            {"kind":"PodMetricsList","apiVersion":"metrics.k8s.io/v1beta1","items":[
              {"metadata":{"name":"busy-1"},"timestamp":"2026-11-23T12:00:00Z","window":"%s",
               "containers":[{"name":"a","usage":{"cpu":"30m","memory":"1Mi"}},
                             {"name":"b","usage":{"cpu":"20m","memory":"2Mi"}}]}]}
            """,
            written));

    assertThat(new UsageProbe(client).pods("default", "app", "busy"))
        .singleElement()
        .returns(millis, seen -> seen.window().toMillis())
        .asString()
        .startsWith("busy-1 50m 3Mi in ")
        .endsWith(" s up to 2026-11-23T12:00:00Z");
  }

  @Test
  void whileNobodyServesTheApiNothingIsSeen() {
    answer(NODES, 503, "service unavailable");
    answer(PODS, 404, "page not found");

    assertThat(new UsageProbe(client).nodes()).isEmpty();
    assertThat(new UsageProbe(client).pods("default", "app", "busy")).isEmpty();
  }

  @Test
  void thatItIsForbiddenIsNoObservationButAFailure() {
    answer(NODES, 403, "forbidden");

    assertThatThrownBy(() -> new UsageProbe(client).nodes())
        .isInstanceOf(KubernetesClientException.class);
  }

  private void answer(String path, int status, String body) {
    server.expect().get().withPath(path).andReturn(status, body).always();
  }
}

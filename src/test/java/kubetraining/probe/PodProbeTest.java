package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodListBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Instant;
import java.util.Map;
import kubetraining.wait.NotThereException;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(https = false, crud = true)
final class PodProbeTest {
  KubernetesMockServer server;
  KubernetesClient client;

  @Test
  void thePodsOfADeploymentAreItsOwnWhoeverElseBearsTheirLabel() {
    String deployment = make("apps/v1 Deployment", "name: busy", "{}");
    String set =
        make(
            "apps/v1 ReplicaSet",
            "name: busy-1, ownerReferences: [{uid: " + deployment + "}]",
            "{}");
    client.resource(pod("busy-1-a", set, "2026-11-29T09:00:00Z", "")).create();
    client.resource(pod("mine", "nobody", "2026-11-29T09:00:01Z", "")).create();

    assertThat(probe().ofDeployment("default", "busy"))
        .extracting(PodSeen::name)
        .containsExactly("busy-1-a");
    assertThat(probe().ofDeployment("default", "none")).isEmpty();
  }

  @Test
  void theNewestPodIsTheOneThatWasMadeLastAndIsNotOnItsWayOut() {
    assertThatThrownBy(() -> probe().newest()).isInstanceOf(NotThereException.class);
    String leaves = ", deletionTimestamp: \"2026-11-29T09:00:04Z\"";
    var pods =
        new PodListBuilder()
            .withItems(
                pod("first", "a", "2026-11-29T09:00:00Z", ""),
                pod("last", "a", "2026-11-29T09:00:02Z", ""),
                pod("leaves", "a", "2026-11-29T09:00:03Z", leaves),
                pod("second", "a", "2026-11-29T09:00:01Z", ""))
            .build();
    server.expect().get().withPath("/api/v1/pods").andReturn(200, pods).always();

    assertThat(probe().newest().name()).isEqualTo("last");
  }

  @Test
  void podsAreFoundByTheirAddressAndBehindTheirService() {
    client.resource(pod("first", "a", "2026-11-29T09:00:00Z", "")).create();
    make("v1 Service", "name: busy", "{selector: {app: busy}}");

    assertThat(probe().nodeByAddress("default")).isEqualTo(Map.of("10.244.1.2", "node2"));
    assertThat(probe().behind("default", "busy"))
        .extracting(PodSeen::name)
        .containsExactly("first");
    assertThat(probe().behind("default", "none")).isEmpty();
  }

  @Test
  void aPodRunsSinceItsLastContainerDoes() {
    var first = pod("first", "a", "2026-11-29T09:00:00Z", "");
    client.resource(first).create();

    assertThat(probe().runningSince(PodProbe.seen(first)))
        .isEqualTo(Instant.parse("2026-11-29T09:00:05Z"));
  }

  private PodProbe probe() {
    return new PodProbe(client);
  }

  @CanIgnoreReturnValue
  private String make(String kind, String metadata, String spec) {
    return Yaml.object(kind, "namespace: default, " + metadata, "spec: " + spec).in(client);
  }

  private static Pod pod(String name, String owner, String made, String leaves) {
    return Yaml.of(
            """
        metadata:
          {name: %s, namespace: default, labels: {app: busy}, ownerReferences: [{uid: %s}],
          creationTimestamp: "%s"%s}
        spec: {nodeName: node2}
        status:
          podIP: 10.244.1.2
          containerStatuses:
          - {name: busy, ready: true, state: {running: {startedAt: "2026-11-29T09:00:05Z"}}}
        """,
            name, owner, made, leaves)
        .as(Pod.class);
  }
}

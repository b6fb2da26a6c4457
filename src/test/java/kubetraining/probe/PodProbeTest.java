package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodListBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
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
    var deployment =
        make(
            new DeploymentBuilder()
                .withNewMetadata()
                .withName("busy")
                .withNamespace("default")
                .endMetadata()
                .build());
    var set =
        make(
            new ReplicaSetBuilder()
                .withNewMetadata()
                .withName("busy-1")
                .withNamespace("default")
                .addNewOwnerReference()
                .withUid(deployment.getMetadata().getUid())
                .endOwnerReference()
                .endMetadata()
                .build());
    make(pod("busy-1-a", set.getMetadata().getUid(), "2026-11-29T09:00:00Z"));
    make(pod("mine", "nobody", "2026-11-29T09:00:01Z"));

    assertThat(probe().ofDeployment("default", "busy"))
        .extracting(PodSeen::name)
        .containsExactly("busy-1-a");
    assertThat(probe().ofDeployment("default", "none")).isEmpty();
  }

  @Test
  void theNewestPodIsTheOneThatWasMadeLast() {
    assertThatThrownBy(() -> probe().newest()).isInstanceOf(NotThereException.class);
    var pods =
        new PodListBuilder()
            .withItems(
                pod("first", "a", "2026-11-29T09:00:00Z"),
                pod("last", "a", "2026-11-29T09:00:02Z"),
                pod("second", "a", "2026-11-29T09:00:01Z"))
            .build();
    server.expect().get().withPath("/api/v1/pods").andReturn(200, pods).always();

    assertThat(probe().newest().name()).isEqualTo("last");
  }

  @Test
  void podsAreFoundByTheirAddressAndBehindTheirService() {
    make(pod("first", "a", "2026-11-29T09:00:00Z"));
    make(
        new ServiceBuilder()
            .withNewMetadata()
            .withName("busy")
            .withNamespace("default")
            .endMetadata()
            .withNewSpec()
            .addToSelector("app", "busy")
            .endSpec()
            .build());

    assertThat(probe().nodeByAddress("default")).isEqualTo(Map.of("10.244.1.2", "node2"));
    assertThat(probe().behind("default", "busy"))
        .extracting(PodSeen::name)
        .containsExactly("first");
    assertThat(probe().behind("default", "none")).isEmpty();
  }

  @Test
  void aPodRunsSinceItsLastContainerDoes() {
    var first = PodProbe.seen(make(pod("first", "a", "2026-11-29T09:00:00Z")));

    assertThat(probe().runningSince(first)).isEqualTo(Instant.parse("2026-11-29T09:00:05Z"));
  }

  private PodProbe probe() {
    return new PodProbe(client);
  }

  private <T extends HasMetadata> T make(T object) {
    return client.resource(object).create();
  }

  private static Pod pod(String name, String owner, String made) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("default")
        .withCreationTimestamp(made)
        .addToLabels("app", "busy")
        .addNewOwnerReference()
        .withUid(owner)
        .endOwnerReference()
        .endMetadata()
        .withNewSpec()
        .withNodeName("node2")
        .endSpec()
        .withNewStatus()
        .withPodIP("10.244.1.2")
        .addNewContainerStatus()
        .withName("busy")
        .withReady(true)
        .withNewState()
        .withNewRunning()
        .withStartedAt("2026-11-29T09:00:05Z")
        .endRunning()
        .endState()
        .endContainerStatus()
        .endStatus()
        .build();
  }
}

package kubetraining.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.List;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(https = false, crud = true)
final class ScoutTest {
  KubernetesClient client;

  @Test
  void aScoutFitsEverywhereRunsNowhereAndIsGoneInTheEnd() {
    try (var scout = Scout.sentTo(client, "heat-scheduler")) {
      assertThat(pods()).hasSize(1);
      Pod pod = pods().get(0);
      assertThat(pod.getMetadata().getUid()).isEqualTo(scout.uid()).isNotBlank();
      assertThat(pod.getSpec().getSchedulerName()).isEqualTo("heat-scheduler");
      assertThat(pod.getSpec().getOs().getName()).isEqualTo("windows");
      assertThat(pod.getSpec().getTolerations())
          .singleElement()
          .satisfies(each -> assertThat(each.getKey()).isNull());
      assertThat(pod.getSpec().getContainers().get(0).getResources()).isNull();
    }
    assertThat(pods()).as("when it has been heard of").isEmpty();
  }

  private List<Pod> pods() {
    return client.pods().inNamespace("default").list().getItems();
  }
}

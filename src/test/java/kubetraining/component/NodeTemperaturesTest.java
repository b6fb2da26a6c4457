package kubetraining.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(https = false, crud = true)
final class NodeTemperaturesTest {
  KubernetesClient client;

  @BeforeEach
  void twoNodes() {
    for (String name : new String[] {"node1", "node2"}) {
      client
          .nodes()
          .resource(
              new NodeBuilder()
                  .withNewMetadata()
                  .withName(name)
                  .addToAnnotations("flannel/backend", "vxlan")
                  .endMetadata()
                  .build())
          .create();
    }
  }

  @Test
  void whatIsSetReplacesAllThatWas() {
    var temperatures = new NodeTemperatures(client);
    temperatures.set(Map.of("node1", "40", "node2", "30"));

    temperatures.set(Map.of("node2", "hot"));

    assertThat(annotations("node1")).containsOnlyKeys("flannel/backend");
    assertThat(annotations("node2")).containsEntry("nerdalize/temp", "hot");
  }

  @Test
  void clearingTakesOnlyTheTemperaturesAway() {
    var temperatures = new NodeTemperatures(client);
    temperatures.set(Map.of("node1", "40"));

    temperatures.clear();

    assertThat(annotations("node1")).containsOnlyKeys("flannel/backend");
    assertThat(annotations("node2")).containsOnlyKeys("flannel/backend");
  }

  private Map<String, String> annotations(String node) {
    return client.nodes().withName(node).get().getMetadata().getAnnotations();
  }
}

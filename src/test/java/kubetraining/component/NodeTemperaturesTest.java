package kubetraining.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeListBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
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
  void noVersionIsNamedSoThatAKubeletMayWriteMeanwhile() {
    var sent = new AtomicReference<String>();
    var node = client.nodes().withName("node1").get();
    var server = new KubernetesMockServer(false);
    server.init();
    try (var strict = server.createClient()) {
      server
          .expect()
          .get()
          .withPath("/api/v1/nodes")
          .andReturn(200, new NodeListBuilder().addToItems(node).build())
          .once();
      server.expect().get().withPath("/api/v1/nodes/node1").andReturn(200, node).always();
      server
          .expect()
          .patch()
          .withPath("/api/v1/nodes/node1")
          .andReply(
              200,
              request -> {
                sent.set(request.getBody().readUtf8());
                return node;
              })
          .once();

      new NodeTemperatures(strict).set(Map.of("node1", "40"));
    } finally {
      server.destroy();
    }

    assertThat(sent).hasValue("{\"metadata\":{\"annotations\":{\"nerdalize/temp\":\"40\"}}}");
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
    // A real API server removes what is null; this one keeps the name.
    var annotations =
        new HashMap<>(client.nodes().withName(node).get().getMetadata().getAnnotations());
    annotations.values().removeIf(Objects::isNull);
    return annotations;
  }
}

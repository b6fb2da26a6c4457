package kubetraining.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeListBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EnableKubernetesMockClient(https = false, crud = true)
final class NodeTemperaturesTest {
  KubernetesClient client;
  @TempDir Path folder;
  private Path file;
  private Ledger ledger;

  @BeforeEach
  void twoNodes() {
    file = folder.resolve("ledger");
    ledger = new Ledger(file);
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
    var temperatures = claimed();
    temperatures.set(Map.of("node1", "40", "node2", "30"));

    temperatures.set(Map.of("node2", "hot"));

    assertThat(annotations("node1")).containsOnlyKeys("flannel/backend");
    assertThat(annotations("node2")).containsEntry("nerdalize/temp", "hot");
  }

  @Test
  void noVersionIsNamedSoThatAKubeletMayWriteMeanwhile() {
    claimed();
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

      new NodeTemperatures(strict, ledger).set(Map.of("node1", "40"));
    } finally {
      server.destroy();
    }

    assertThat(sent).hasValue("{\"metadata\":{\"annotations\":{\"nerdalize/temp\":\"40\"}}}");
  }

  @Test
  void clearingTakesOnlyTheTemperaturesAway() {
    var temperatures = claimed();
    temperatures.set(Map.of("node1", "40"));

    temperatures.clear();

    assertThat(annotations("node1")).containsOnlyKeys("flannel/backend");
    assertThat(annotations("node2")).containsOnlyKeys("flannel/backend");
  }

  @Test
  void oneThatSomebodyElseHasGivenStaysAndIsNamed() {
    client
        .nodes()
        .withName("node2")
        .edit(
            node ->
                new NodeBuilder(node)
                    .editMetadata()
                    .addToAnnotations("nerdalize/temp", "7")
                    .endMetadata()
                    .build());
    var temperatures = new NodeTemperatures(client, ledger);

    assertThat(temperatures.inTheWay())
        .singleElement()
        .hasToString(
            "the annotation nerdalize/temp of node2 (nothing says whose it is; if it may go, type"
                + " on node1: kubectl annotate nodes node2 nerdalize/temp-)");
    temperatures.set(Map.of("node1", "40", "node2", "30"));
    temperatures.clear();

    assertThat(annotations("node1")).containsOnlyKeys("flannel/backend");
    assertThat(annotations("node2")).containsEntry("nerdalize/temp", "7");
  }

  @Test
  void whatAKilledRunHasGivenIsOursStill() {
    claimed().set(Map.of("node1", "40"));

    var later = new NodeTemperatures(client, new Ledger(file));

    assertThat(later.inTheWay()).isEmpty();
    later.clear();
    assertThat(annotations("node1")).containsOnlyKeys("flannel/backend");
  }

  @Test
  void whatIsGivenAfterTheSectionHasEndedIsSomebodyElses() {
    var temperatures = claimed();
    ledger.close();
    client
        .nodes()
        .withName("node1")
        .edit(
            node ->
                new NodeBuilder(node)
                    .editMetadata()
                    .addToAnnotations("nerdalize/temp", "7")
                    .endMetadata()
                    .build());

    assertThat(temperatures.inTheWay()).hasSize(1);
    assertThat(new NodeTemperatures(client, new Ledger(file)).inTheWay()).hasSize(1);
  }

  private NodeTemperatures claimed() {
    var temperatures = new NodeTemperatures(client, ledger);
    assertThat(temperatures.inTheWay()).isEmpty();
    return temperatures;
  }

  private Map<String, String> annotations(String node) {
    // A real API server removes what is null; this one keeps the name.
    var annotations =
        new HashMap<>(client.nodes().withName(node).get().getMetadata().getAnnotations());
    annotations.values().removeIf(Objects::isNull);
    return annotations;
  }
}

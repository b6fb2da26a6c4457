package kubetraining.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.nio.file.Path;
import java.util.List;
import kubetraining.probe.Yaml;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EnableKubernetesMockClient(https = false, crud = true)
final class NodeTemperaturesTest {
  KubernetesClient client;
  KubernetesMockServer server;
  @TempDir Path folder;
  private Ledger ledger;

  @BeforeEach
  void twoNodes() {
    ledger = ledger();
    for (String name : List.of("node1", "node2")) {
      Yaml.of(
              """
          apiVersion: v1
          kind: Node
          metadata: {name: %s, annotations: {flannel/backend: vxlan}}
          """,
              name)
          .in(client);
    }
  }

  @Test
  void clearingTakesOnlyTheTemperaturesAway() {
    var temperatures = claimed();
    give("node1");

    temperatures.clear();

    assertThat(temperature("node1")).isNull();
    assertThat(client.nodes().withName("node1").get().getMetadata().getAnnotations())
        .containsKey("flannel/backend");
  }

  @Test
  void oneThatSomebodyElseHasGivenStaysAndIsNamed() {
    give("node2");
    var temperatures = new NodeTemperatures(client, ledger);

    assertThat(temperatures.inTheWay())
        .singleElement()
        .hasToString(
            "the annotation nerdalize/temp of node2 (nothing says who owns it; if it can be deleted,"
                + " type on node1: kubectl annotate nodes node2 nerdalize/temp-)");
    give("node1");
    temperatures.clear();

    assertThat(temperature("node1")).isNull();
    assertThat(temperature("node2")).isEqualTo("7");
  }

  @Test
  void whereAPersonTypesTwoLooksInARowAskOnceAndALaterOneAnew() {
    ledger.whileOpen();
    var temperatures = claimed();

    await().until(() -> requests(temperatures) == 1);
    give("node1");
    await().until(() -> temperatures.remains().size() == 1);
  }

  private int requests(NodeTemperatures temperatures) {
    int before = server.getRequestCount();
    assertThat(temperatures.remains()).isEmpty();
    assertThat(temperatures.inTheWay()).isEmpty();
    return server.getRequestCount() - before;
  }

  @Test
  void whatAKilledRunHasGivenIsOursStill() {
    claimed();
    give("node1");
    var later = new NodeTemperatures(client, ledger());

    assertThat(later.inTheWay()).isEmpty();
    later.clear();

    assertThat(temperature("node1")).isNull();
  }

  @Test
  void whatIsGivenAfterTheSectionHasEndedIsSomebodyElses() {
    var temperatures = claimed();
    ledger.close();
    give("node1");

    assertThat(temperatures.inTheWay()).hasSize(1);
    assertThat(new NodeTemperatures(client, ledger()).inTheWay()).hasSize(1);
  }

  private Ledger ledger() {
    return new Ledger(folder.resolve("ledger"));
  }

  private NodeTemperatures claimed() {
    var temperatures = new NodeTemperatures(client, ledger);
    assertThat(temperatures.inTheWay()).isEmpty();
    return temperatures;
  }

  private void give(String node) {
    client
        .nodes()
        .withName(node)
        .edit(
            each -> {
              each.getMetadata().getAnnotations().put("nerdalize/temp", "7");
              return each;
            });
  }

  private @Nullable String temperature(String node) {
    return client.nodes().withName(node).get().getMetadata().getAnnotations().get("nerdalize/temp");
  }
}

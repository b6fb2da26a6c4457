package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Duration;
import java.util.Map;
import kubetraining.wait.WaitLedger;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(https = false, crud = true)
final class ClusterProbesTest {
  private static final long GIB = 1024L * 1024 * 1024;
  KubernetesClient client;

  @Test
  void aNodeIsSeenWithItsRoleRoomAndReadiness() {
    node("node1", true, "True");
    node("node2", false, "False");

    var nodes = new NodeProbe(client).nodes();

    assertThat(nodes).extracting(NodeSeen::name).containsExactly("node1", "node2");
    assertThat(nodes.get(0).controlPlane()).isTrue();
    assertThat(nodes.get(0).ready()).isTrue();
    assertThat(nodes.get(1).ready()).isFalse();
    assertThat(nodes.get(1)).hasToString("node2 not Ready (KubeletNotReady: no network)");
    assertThat(nodes.get(1).milliCpu()).isEqualTo(2000);
    assertThat(nodes.get(1).memoryBytes()).isEqualTo(4 * GIB);
  }

  @Test
  void roomIsWhatIsOfferedLessWhatLivingPodsAskedFor() {
    node("node1", true, "True");
    node("node2", false, "True");
    pod("system", "node2", "Running", "100m", "50Mi");
    pod("ended", "node2", "Succeeded", "1", "1Gi");
    pod("elsewhere", "node3", "Running", "1", "1Gi");

    var rooms = new CapacityProbe(client).rooms();

    assertThat(rooms.get(0).fits(1000, GIB)).as("the control plane admits none").isZero();
    assertThat(rooms.get(1).freeMilliCpu()).isEqualTo(1900);
    assertThat(rooms.get(1).freeBytes()).isEqualTo(4 * GIB - 50L * 1024 * 1024);
    assertThat(rooms.get(1).fits(1000, GIB)).isEqualTo(1);
    assertThat(rooms.get(1).fits(100, GIB)).as("memory is the limit").isEqualTo(3);
  }

  @Test
  void aPodOnItsWayOutIsNotSeen() {
    pod("stays", "node2", "Running", "1", "1Gi");
    client
        .pods()
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName("leaves")
                .withNamespace("default")
                .withDeletionTimestamp("2026-11-23T12:00:00Z")
                .addToFinalizers("test/hold")
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .build())
        .create();

    assertThat(new PodProbe(client).in("default")).extracting(PodSeen::name).contains("stays");
  }

  @Test
  void theWatchSeesExecutorsThatAreGoneWhenAskedLater() {
    try (var watch = SparkWatch.open(client, "default")) {
      for (String id : new String[] {"1", "2"}) {
        client
            .pods()
            .inNamespace("default")
            .resource(
                new PodBuilder()
                    .withNewMetadata()
                    .withName("exec-" + id)
                    .withUid("uid-" + id)
                    .withLabels(Map.of("spark-role", "executor"))
                    .endMetadata()
                    .withNewSpec()
                    .withNodeName("node" + id)
                    .addNewContainer()
                    .withImage("apache/spark:4.1.1")
                    .endContainer()
                    .endSpec()
                    .withNewStatus()
                    .withPhase("Running")
                    .endStatus()
                    .build())
            .create();
      }
      await(() -> watch.seen("any").executors().size() == 2);
      client.pods().inNamespace("default").withLabel("spark-role", "executor").delete();

      assertThat(watch.seen("any").mostAtOnce()).isEqualTo(2);
      assertThat(watch.seen("any").executors())
          .extracting(PodLife::node)
          .contains("node1", "node2");
    }
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    new Waits(new WaitLedger())
        .upTo(Duration.ofSeconds(10))
        .see("the watch to catch up", condition::getAsBoolean, seen -> seen);
  }

  private void node(String name, boolean controlPlane, String ready) {
    var node =
        new NodeBuilder()
            .withNewMetadata()
            .withName(name)
            .withLabels(
                controlPlane ? Map.of("node-role.kubernetes.io/control-plane", "") : Map.of())
            .endMetadata()
            .withNewSpec()
            .endSpec()
            .withNewStatus()
            .addToAllocatable("cpu", new Quantity("2"))
            .addToAllocatable("memory", new Quantity("4Gi"))
            .addNewCondition()
            .withType("Ready")
            .withStatus(ready)
            .withReason("KubeletNotReady")
            .withMessage("no network")
            .endCondition()
            .endStatus()
            .build();
    if (controlPlane) {
      node =
          new NodeBuilder(node)
              .editSpec()
              .addNewTaint()
              .withKey("node-role.kubernetes.io/control-plane")
              .withEffect("NoSchedule")
              .endTaint()
              .endSpec()
              .build();
    }
    client.nodes().resource(node).create();
  }

  private void pod(String name, String node, String phase, String cpu, String memory) {
    client
        .pods()
        .inNamespace("default")
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .withNodeName(node)
                .addNewContainer()
                .withName("c")
                .withNewResources()
                .addToRequests("cpu", new Quantity(cpu))
                .addToRequests("memory", new Quantity(memory))
                .endResources()
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPhase(phase)
                .endStatus()
                .build())
        .create();
  }
}

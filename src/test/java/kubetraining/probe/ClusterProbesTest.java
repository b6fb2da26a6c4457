package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;

/** What is read of nodes, of their room, and of what runs on them. */
@EnableKubernetesMockClient(https = false, crud = true)
final class ClusterProbesTest {
  private static final String ROLE = "node-role.kubernetes.io/control-plane";
  private static final long GIB = 1024L * 1024 * 1024;
  KubernetesClient client;

  @Test
  void aNodeIsSeenWithItsRoleRoomAndReadiness() {
    mainNode();
    node("node2", "labels: {}", "False", "{}");

    var nodes = new NodeProbe(client).nodes();

    assertThat(nodes).extracting(NodeProbe.Seen::name).containsExactly("node1", "node2");
    assertThat(nodes.get(0).controlPlane()).isTrue();
    assertThat(nodes.get(0).ready()).isTrue();
    assertThat(nodes.get(1).ready()).isFalse();
    assertThat(nodes.get(1)).hasToString("node2 not Ready (KubeletNotReady: no network)");
    assertThat(nodes.get(1).milliCpu()).isEqualTo(2000);
    assertThat(nodes.get(1).memoryBytes()).isEqualTo(4 * GIB);
  }

  @Test
  void roomIsWhatIsOfferedLessWhatLivingPodsAskedFor() {
    mainNode();
    node("node2", "labels: {}", "True", "{}");
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
  void whatKeepsPodsRunningIsSeenWithHowManyAreReady() {
    make("apps/v1 Deployment", "name: operator, namespace: monitoring", "status: {}");
    make("apps/v1 DaemonSet", "name: exporter, namespace: monitoring", "status: {numberReady: 4}");

    assertThat(new WorkloadProbe(client).in("monitoring"))
        .containsExactly(
            new WorkloadProbe.Workload("DaemonSet", "exporter", 4),
            new WorkloadProbe.Workload("Deployment", "operator", 0));
    assertThat(new WorkloadProbe(client).in("default")).isEmpty();
  }

  private void mainNode() {
    node(
        "node1",
        "labels: {" + ROLE + ": ''}",
        "True",
        "{taints: [{key: " + ROLE + ", effect: NoSchedule}]}");
  }

  private void node(String name, String labels, String ready, String spec) {
    make(
        "v1 Node",
        Texts.of("name: %s, %s", name, labels),
        Texts.of(
            """
            spec: %s
            status:
              allocatable: {cpu: "2", memory: 4Gi}
              conditions:
              - {type: Ready, status: "%s", reason: KubeletNotReady, message: no network}
            """,
            spec, ready));
  }

  private void pod(String name, String node, String phase, String cpu, String memory) {
    make(
        "v1 Pod",
        Texts.of("name: %s, namespace: default", name),
        Texts.of(
            """
            spec:
              nodeName: %s
              containers: [{name: c, resources: {requests: {cpu: %s, memory: %s}}}]
            status: {phase: %s}
            """,
            node, cpu, memory, phase));
  }

  private void make(String kind, String metadata, String rest) {
    Yaml.object(kind, metadata, rest).in(client);
  }
}

package kubetraining.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.ArrayList;
import java.util.List;
import kubetraining.cluster.RecordingShell;
import kubetraining.host.Texts;
import kubetraining.probe.Yaml;
import kubetraining.remote.RemoteShell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true, https = false)
final class LabLooksTest {
  private static final String STATE =
      """
      0-1
      {"policyName":"static","defaultCpuSet":"0","entries":{"%s":{"main":"1"}}}
      """;
  KubernetesClient client;
  private final List<RecordingShell> machines = new ArrayList<>();
  private String alone = "";
  private LabLooks looks;

  @BeforeEach
  void twoNodes() {
    looks = new LabLooks(client, new CpuLooks(this::machine));
    make(
        """
        kind: Node
        metadata: {name: node2, annotations: {nerdalize/temp: "31.5"}}
        status: {conditions: [{type: Ready, status: "True"}]}
        """);
    make("kind: Node\nmetadata: {name: node1}\nstatus: {}\n");
  }

  @Test
  void nodesHaveTheirTemperatureAndPods() throws Exception {
    pod("default", "busy", "node2");
    pod("kube-system", "kube-proxy", "node2");
    pod("default", "waits", null);

    var lab = look();

    assertThat(lab.at("/nodes").findValuesAsText("name").subList(0, 1)).containsExactly("node1");
    assertThat(lab.at("/nodes/0/ready").asBoolean()).isFalse();
    assertThat(lab.at("/nodes/0/temperature").isNull()).isTrue();
    assertThat(lab.at("/nodes/1/ready").asBoolean()).isTrue();
    assertThat(lab.at("/nodes/1/temperature").asDouble()).isEqualTo(31.5);
    assertThat(lab.at("/nodes/1/pods/0/name").asText()).isEqualTo("busy");
    assertThat(lab.at("/nodes/1/pods/0/system").asBoolean()).isFalse();
    assertThat(lab.at("/nodes/1/pods/1/system").asBoolean()).isTrue();
    assertThat(lab.at("/waiting/0").asText()).isEqualTo("waits");
  }

  @Test
  void aCpuThatBelongsToOnePodAloneHasItsName() throws Exception {
    alone = pod("default", "busy", "node2");

    var cpus = look().at("/nodes/1/cpus");

    assertThat(cpus.findValuesAsText("owner")).containsExactly("", "busy");
  }

  @Test
  void aMachineIsAskedAgainOnlyIfItsPodsChanged() throws Exception {
    look();
    look();
    assertThat(asked()).isEqualTo(2);

    pod("default", "busy", "node2");
    look();
    assertThat(asked()).isEqualTo(3);
  }

  @Test
  void anAutoscalerHasACurveThatGrows() throws Exception {
    Yaml.of(
            """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: podinfo, namespace: default}
        spec: {maxReplicas: 10}
        status: {currentReplicas: 2, desiredReplicas: 4}
        """)
        .in(client);
    look();

    var curve = look().at("/autoscalers/0");

    assertThat(curve.at("/name").asText()).isEqualTo("podinfo");
    assertThat(curve.at("/points")).hasSize(2);
    assertThat(curve.at("/points/1/desired").asInt()).isEqualTo(4);
  }

  private JsonNode look() throws Exception {
    return JsonMapper.builder().build().readTree(looks.json());
  }

  @CanIgnoreReturnValue
  private String pod(String namespace, String name, String node) {
    return make(
        """
        kind: Pod
        metadata: {namespace: %s, name: %s}
        spec: {nodeName: %s}
        status: {phase: Running}
        """,
        namespace, name, node);
  }

  @CanIgnoreReturnValue
  private String make(String yaml, Object... values) {
    return Yaml.of("apiVersion: v1\n" + yaml, values).in(client);
  }

  /** A machine of two CPUs. */
  private RemoteShell machine(String name) {
    machines.add(new RecordingShell(name).answering("", 0, Texts.of(STATE, alone)));
    return machines.get(machines.size() - 1);
  }

  private long asked() {
    return machines.stream().mapToInt(each -> each.commands("").size()).sum();
  }
}

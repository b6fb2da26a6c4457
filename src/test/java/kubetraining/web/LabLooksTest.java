package kubetraining.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kubetraining.host.Texts;
import kubetraining.remote.CommandResult;
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
  private final List<String> asked = new ArrayList<>();
  private String alone = "";
  private LabLooks looks;

  @BeforeEach
  void twoNodes() {
    looks = new LabLooks(client, new CpuLooks(Machine::new));
    make(
        new NodeBuilder()
            .withNewMetadata()
            .withName("node2")
            .addToAnnotations("nerdalize/temp", "31.5")
            .endMetadata()
            .withNewStatus()
            .addNewCondition()
            .withType("Ready")
            .withStatus("True")
            .endCondition()
            .endStatus()
            .build());
    make(
        new NodeBuilder()
            .withNewMetadata()
            .withName("node1")
            .endMetadata()
            .withNewStatus()
            .endStatus()
            .build());
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
    assertThat(asked).containsExactlyInAnyOrder("node1", "node2");

    pod("default", "busy", "node2");
    look();
    assertThat(asked).hasSize(3);
  }

  @Test
  void anAutoscalerHasACurveThatGrows() throws Exception {
    make(
        new HorizontalPodAutoscalerBuilder()
            .withNewMetadata()
            .withNamespace("default")
            .withName("podinfo")
            .endMetadata()
            .withNewSpec()
            .withMaxReplicas(10)
            .endSpec()
            .withNewStatus()
            .withCurrentReplicas(2)
            .withDesiredReplicas(4)
            .endStatus()
            .build());
    look();

    var curve = look().at("/autoscalers/0");

    assertThat(curve.at("/name").asText()).isEqualTo("podinfo");
    assertThat(curve.at("/points")).hasSize(2);
    assertThat(curve.at("/points/1/desired").asInt()).isEqualTo(4);
  }

  private JsonNode look() throws Exception {
    return JsonMapper.builder().build().readTree(looks.json());
  }

  private String pod(String namespace, String name, String node) {
    return make(
        new PodBuilder()
            .withNewMetadata()
            .withNamespace(namespace)
            .withName(name)
            .endMetadata()
            .withNewSpec()
            .withNodeName(node)
            .endSpec()
            .withNewStatus()
            .withPhase("Running")
            .endStatus()
            .build());
  }

  private String make(HasMetadata object) {
    return client.resource(object).create().getMetadata().getUid();
  }

  /** A machine of two CPUs. */
  private final class Machine implements RemoteShell {
    private final String name;

    Machine(String name) {
      this.name = name;
    }

    @Override
    public String machine() {
      return name;
    }

    @Override
    public CommandResult run(String command, Duration limit) {
      asked.add(name);
      return new CommandResult(name, command, 0, Texts.of(STATE, alone), "");
    }

    @Override
    public void write(String path, byte[] content, String mode) {
      throw new UnsupportedOperationException("it only looks");
    }

    @Override
    public void upload(Path local, String remotePath) {
      throw new UnsupportedOperationException("it only looks");
    }

    @Override
    public void close() {}
  }
}

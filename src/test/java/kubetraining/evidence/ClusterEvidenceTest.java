package kubetraining.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kubetraining.probe.AnsweringShell;
import kubetraining.remote.CommandResult;
import kubetraining.remote.RemoteShell;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(https = false, crud = true)
final class ClusterEvidenceTest {
  KubernetesClient client;
  private final Map<String, String> kept = new LinkedHashMap<>();

  @Test
  void ofAClusterThatAnswersEverythingATraineeUsesIsKept() {
    for (String each : List.of("default", "kube-system", "monitoring")) {
      client
          .resource(new NamespaceBuilder().withNewMetadata().withName(each).endMetadata().build())
          .create();
      pod(each, "podpi9");
    }
    node();
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName("login")
                .endMetadata()
                .withType("Opaque")
                .addToData("word", "b3BlbiBzZXNhbWU=")
                .build())
        .create();

    evidence(client).keepAll(Set.of("no-such-namespace"));

    assertThat(kept)
        .containsKeys(
            "nodes.txt",
            "pods.txt",
            "events.txt",
            "objects/nodes.yaml",
            "objects/namespace-default.yaml",
            "objects/namespace-monitoring.yaml",
            "logs/default/podpi9/main.txt",
            "logs/default/podpi9/prepare.txt",
            "logs/default/podpi9/main.previous.txt",
            "logs/kube-system/podpi9/main.txt",
            "machine-node1.txt")
        .doesNotContainKeys(
            "objects/namespace-kube-system.yaml", "logs/default/podpi9/prepare.previous.txt");
    assertThat(kept.get("objects/namespace-default.yaml"))
        .contains("name: \"podpi9\"", "# Secret login of type Opaque, its content is not kept")
        .doesNotContain("b3BlbiBzZXNhbWU=", "managedFields");
    assertThat(kept.get("machine-node1.txt")).isEqualTo("kubelet says so\ncgroups say so");
    assertThat(kept.get("objects/nodes.yaml")).contains("NodeHasSufficientMemory");
  }

  @Test
  void aNamespaceOfTheSystemIsKeptWholeIfTheScenarioIsAboutIt() {
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName("kube-system").endMetadata().build())
        .create();
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName("default").endMetadata().build())
        .create();

    evidence(client).keepAll(Set.of("kube-system"));

    assertThat(kept).containsKey("objects/namespace-kube-system.yaml");
  }

  @Test
  void anApiServerThatDoesNotAnswerCostsSecondsAndTheMachinesAreAskedAllTheSame()
      throws IOException {
    // It takes the connection and says nothing, which is worse than refusing it.
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var dead =
            new KubernetesClientBuilder()
                .withConfig(
                    new ConfigBuilder()
                        .withMasterUrl("http://127.0.0.1:" + silent.getLocalPort())
                        .withRequestTimeout(60_000)
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build()) {
      long start = System.nanoTime();

      evidence(dead).keepAll(Set.of());

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }
    assertThat(kept.get("no-api-server.txt")).contains("did not answer within 4 s");
    assertThat(kept).containsKey("machine-node1.txt").doesNotContainKey("pods.txt");
  }

  @Test
  void whatDoesNotAnswerInTimeIsNotedAndNotWaitedFor() {
    try (var looks = new BoundedLooks(Duration.ofSeconds(1), Duration.ofMillis(1500))) {
      assertThat(looks.see("quick", () -> "seen")).contains("seen");
      assertThat(
              looks.see(
                  "broken",
                  () -> {
                    throw new IllegalStateException("no route");
                  }))
          .isEmpty();
      assertThat(
              looks.see(
                  "slow",
                  () -> {
                    Thread.sleep(60_000);
                    return "late";
                  }))
          .isEmpty();
      var unused =
          looks.see(
              "slower",
              () -> {
                Thread.sleep(60_000);
                return "late";
              });
      assertThat(looks.see("after all", () -> "seen")).isEmpty();

      assertThat(looks.missing())
          .anySatisfy(each -> assertThat(each).contains("broken: ", "no route"))
          .anySatisfy(each -> assertThat(each).startsWith("slow: no answer within 1 s"))
          .contains("after all: no time was left");
    }
  }

  @Test
  void whatCommandsNameIsFound() {
    var things =
        new NamedThings(
            List.of(
                new CommandResult("node1", "kubectl get pods -n kube-system", 0, "podpi9", ""),
                new CommandResult(
                    "node1", "kubectl logs x --namespace=monitoring; ssh node4", 0, "", "")));

    assertThat(things.namespaces()).containsExactly("kube-system", "monitoring");
    assertThat(things.machines()).containsExactly("node1", "node4");
    assertThat(things.shows(named("podpi9"))).isTrue();
    assertThat(things.shows(named("another"))).isFalse();
  }

  private ClusterEvidence evidence(KubernetesClient of) {
    return new ClusterEvidence(of, List.of("node1"), ClusterEvidenceTest::machine, kept::put);
  }

  private static Pod named(String name) {
    return new PodBuilder().withNewMetadata().withName(name).endMetadata().build();
  }

  private void pod(String namespace, String name) {
    client
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .addNewInitContainer()
                .withName("prepare")
                .endInitContainer()
                .addNewContainer()
                .withName("main")
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPhase("Running")
                .addNewContainerStatus()
                .withName("main")
                .withReady(true)
                .withRestartCount(2)
                .endContainerStatus()
                .endStatus()
                .build())
        .create();
  }

  private void node() {
    client
        .resource(
            new NodeBuilder()
                .withNewMetadata()
                .withName("node1")
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .addNewCondition()
                .withType("MemoryPressure")
                .withStatus("False")
                .withReason("NodeHasSufficientMemory")
                .endCondition()
                .endStatus()
                .build())
        .create();
  }

  private static RemoteShell machine(String name) {
    return new AnsweringShell(name)
        .answering("journalctl", "kubelet says so")
        .answering("", "cgroups say so");
  }
}

package kubetraining.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
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
import kubetraining.cluster.RecordingShell;
import kubetraining.probe.Yaml;
import kubetraining.remote.CommandResult;
import kubetraining.remote.RemoteShell;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(https = false, crud = true)
final class ClusterEvidenceTest {
  private static final String NAMESPACE =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: %s}
      """;
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {namespace: %s, name: podpi9}
      spec:
        initContainers: [{name: prepare}]
        containers: [{name: main}]
      status:
        phase: Running
        containerStatuses: [{name: main, ready: true, restartCount: 2}]
      """;
  private static final String NODE =
      """
      apiVersion: v1
      kind: Node
      metadata: {name: node1}
      spec: {}
      status:
        conditions: [{type: MemoryPressure, status: "False", reason: NodeHasSufficientMemory}]
      """;
  private static final String SECRET =
      """
      apiVersion: v1
      kind: Secret
      metadata: {namespace: default, name: login}
      type: Opaque
      data: {word: b3BlbiBzZXNhbWU=}
      """;

  KubernetesClient client;
  private final Map<String, String> kept = new LinkedHashMap<>();

  @Test
  void ofAClusterThatAnswersEverythingATraineeUsesIsKept() {
    for (String each : List.of("default", "kube-system", "monitoring")) {
      Yaml.of(NAMESPACE, each).in(client);
      Yaml.of(POD, each).in(client);
    }
    Yaml.of(NODE).in(client);
    Yaml.of(SECRET).in(client);

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
    Yaml.of(NAMESPACE, "kube-system").in(client);
    Yaml.of(NAMESPACE, "default").in(client);

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
      assertThat(looks.see("slow", ClusterEvidenceTest::late)).isEmpty();
      var unused = looks.see("slower", ClusterEvidenceTest::late);
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
        new ScenarioEvidence.NamedThings(
            List.of(
                new CommandResult("node1", "kubectl get pods -n kube-system", 0, "podpi9", ""),
                new CommandResult(
                    "node1", "kubectl logs x --namespace=monitoring; ssh node4", 0, "", "")));

    assertThat(things.namespaces()).containsExactly("kube-system", "monitoring");
    assertThat(things.machines()).containsExactly("node1", "node4");
    assertThat(things.shows(named("podpi9"))).isTrue();
    assertThat(things.shows(named("another"))).isFalse();
  }

  private static String late() throws InterruptedException {
    Thread.sleep(60_000);
    return "late";
  }

  private ClusterEvidence evidence(KubernetesClient of) {
    return new ClusterEvidence(of, List.of("node1"), ClusterEvidenceTest::machine, kept::put);
  }

  private static Pod named(String name) {
    return Yaml.of("metadata: {name: %s}", name).as(Pod.class);
  }

  private static RemoteShell machine(String name) {
    return new RecordingShell(name)
        .answering("", 0, "cgroups say so")
        .answering("journalctl", 0, "kubelet says so");
  }
}

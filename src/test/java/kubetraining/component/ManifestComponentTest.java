package kubetraining.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import kubetraining.cluster.TrainingCluster;
import kubetraining.probe.Yaml;
import kubetraining.wait.Fault;
import kubetraining.wait.Unmet;
import kubetraining.wait.WaitTimeoutException;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EnableKubernetesMockClient(https = false, crud = true)
final class ManifestComponentTest {
  private static final Duration LIMIT = Duration.ofMillis(700);
  KubernetesClient client;
  @TempDir Path folder;
  private ManifestComponent set;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        folder.resolve("viewer.yaml"),
        """
        apiVersion: v1
        kind: Namespace
        metadata:
          name: viewer
          labels: {kube-training/part-of: training}
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata:
          name: viewer
          namespace: viewer
        """);
    set = component("");
    client.load(Files.newInputStream(folder.resolve("viewer.yaml"))).create();
  }

  @Test
  void podsOfItsNamespaceAreAwaitedWhoeverMadeThem() {
    pod("made-by-an-operator");

    assertThatThrownBy(() -> set.remove())
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageContaining("Pod made-by-an-operator")
        .as("whose fault it is that we cannot remove it")
        .extracting(each -> ((Unmet) each).fault())
        .isEqualTo(Fault.LAB);

    client.pods().inNamespace("viewer").withName("made-by-an-operator").delete();
    set.remove();
  }

  @Test
  void removalBegunDoesNotWait() {
    pod("viewer");

    set.beginRemoval();

    assertThat(client.namespaces().withName("viewer").get()).isNull();
    assertThat(client.pods().inNamespace("viewer").withName("viewer").get()).isNotNull();
  }

  @Test
  void anObjectOfAKindThatTheClusterDoesNotHaveIsGoneAlready() throws IOException {
    Path lamps = Files.createDirectory(folder.resolve("lamps"));
    Files.writeString(
        lamps.resolve("lamp.yaml"),
        """
        apiVersion: example.org/v1
        kind: Lamp
        metadata: {name: lamp, namespace: viewer}
        """);

    component("lamps").remove();
  }

  private ManifestComponent component(String of) {
    var cluster = new TrainingCluster(Map.of(), client, client, new Waits());
    return new ManifestComponent(
        cluster, new Ledger(folder.resolve("ledger")), "viewer", folder, of, LIMIT);
  }

  private void pod(String name) {
    String text = "apiVersion: v1\nkind: Pod\nmetadata: {name: %s, namespace: viewer}\n";
    Yaml.of(text, name).in(client);
  }
}

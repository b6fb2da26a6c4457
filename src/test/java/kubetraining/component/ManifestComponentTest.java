package kubetraining.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import kubetraining.wait.Fault;
import kubetraining.wait.Unmet;
import kubetraining.wait.WaitLedger;
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
    set = component(folder);
    client.load(Files.newInputStream(folder.resolve("viewer.yaml"))).create();
  }

  @Test
  void itsNamespaceIsRemoved() {
    set.remove();

    assertThat(client.namespaces().withName("viewer").get()).isNull();
  }

  @Test
  void podsOfItsNamespaceAreAwaitedWhoeverMadeThem() {
    client
        .pods()
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName("made-by-an-operator")
                .withNamespace("viewer")
                .endMetadata()
                .build())
        .create();

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
    client
        .pods()
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName("viewer")
                .withNamespace("viewer")
                .endMetadata()
                .build())
        .create();

    set.beginRemoval();

    assertThat(client.namespaces().withName("viewer").get()).isNull();
    assertThat(client.pods().inNamespace("viewer").withName("viewer").get()).isNotNull();
  }

  @Test
  void aNamespaceOfSomebodyElseIsNamedAndNothingInItIsTouched() throws IOException {
    set.remove();
    client
        .load(
            new ByteArrayInputStream(
                """
                apiVersion: v1
                kind: Namespace
                metadata:
                  name: viewer
                  labels: {app.kubernetes.io/managed-by: Helm}
                """
                    .getBytes(StandardCharsets.UTF_8)))
        .create();

    assertThat(set.inTheWay())
        .singleElement()
        .asString()
        .startsWith("the namespace 'viewer' (managed by 'Helm'")
        .endsWith("if it may go, type on node1: kubectl delete namespace/viewer)");
    set.remove();

    assertThat(client.namespaces().withName("viewer").get()).isNotNull();
    assertThat(client.serviceAccounts().inNamespace("viewer").withName("viewer").get()).isNotNull();
  }

  @Test
  void anObjectOfAKindThatTheClusterDoesNotHaveIsGoneAlready() throws IOException {
    var custom = lamp();

    custom.remove();
  }

  private ManifestComponent component(Path of) {
    var waits = new Waits(new WaitLedger());
    return new ManifestComponent(
        client, waits, new Ledger(folder.resolve("ledger")), "viewer", of, "viewer", LIMIT);
  }

  private ManifestComponent lamp() throws IOException {
    Path lamps = Files.createDirectory(folder.resolve("lamps"));
    Files.writeString(
        lamps.resolve("lamp.yaml"),
        """
        apiVersion: example.org/v1
        kind: Lamp
        metadata:
          name: lamp
          namespace: viewer
        """);
    return component(lamps);
  }
}

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
import kubetraining.wait.WaitTimeoutException;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EnableKubernetesMockClient(https = false, crud = true)
final class MonitoringTest {
  private static final Duration LIMIT = Duration.ofMillis(700);
  KubernetesClient client;
  @TempDir Path manifests;
  private Monitoring monitoring;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectory(manifests.resolve("02-monitoring"));
    Files.writeString(
        manifests.resolve("02-monitoring/1-namespace.yaml"),
        """
        apiVersion: v1
        kind: Namespace
        metadata:
          name: monitoring
          labels: {kube-training/part-of: training}
        """);
    var cluster = new TrainingCluster(Map.of(), client, client, new Waits());
    monitoring = new Monitoring(cluster, new Ledger(manifests.resolve("ledger")), manifests, LIMIT);
  }

  @Test
  void itWorksWhenPrometheusIsReadyAndElseItIsNamed() {
    prometheus(0);
    assertThatThrownBy(() -> monitoring.awaitReady())
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageContainingAll("Prometheus to be ready", "StatefulSet prometheus-training");
    prometheus(1);
    monitoring.awaitReady();
  }

  @Test
  void theCommandsThatMakeItAreThoseOfTheGuide() throws IOException {
    var guide = Files.readString(Path.of("features/02-monitoring.feature"));

    assertThat(monitoring.commands().lines())
        .hasSize(6)
        .allSatisfy(line -> assertThat(guide).contains("        " + line + "\n"));
  }

  @Test
  void itsKindsAreRemovedAndThoseOfOthersStay() {
    assertThat(monitoring.inTheWay()).isEmpty();
    define("prometheuses", "monitoring.coreos.com");
    define("lamps", "example.org");

    monitoring.remove();

    assertThat(client.apiextensions().v1().customResourceDefinitions().list().getItems())
        .extracting(each -> each.getSpec().getGroup())
        .containsExactly("example.org");
    assertThat(client.namespaces().withName("monitoring").get()).isNull();
  }

  private void define(String plural, String group) {
    Yaml.of(
            """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: %1$s.%2$s}
        spec: {group: %2$s, names: {plural: %1$s}}
        """,
            plural, group)
        .in(client);
  }

  private void prometheus(int ready) {
    Yaml.of(
            """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: %s, namespace: %s, generation: 1}
        spec: {replicas: 1}
        status: {observedGeneration: 1, updatedReplicas: %3$d, availableReplicas: %3$d}
        """,
            Monitoring.PROMETHEUS, Monitoring.NAMESPACE, ready)
        .in(client);
  }
}

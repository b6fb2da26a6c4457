package kubetraining.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import kubetraining.cluster.TrainingCluster;
import kubetraining.host.Texts;
import kubetraining.probe.Yaml;
import kubetraining.wait.Fault;
import kubetraining.wait.Unmet;
import kubetraining.wait.WaitTimeoutException;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What all components of manifests do, and what Prometheus and metrics-server do besides. */
@EnableKubernetesMockClient(https = false, crud = true)
final class ManifestComponentTest {
  private static final Duration LIMIT = Duration.ofMillis(700);
  private static final String API = "v1beta1.metrics.k8s.io";
  KubernetesClient client;
  @TempDir Path folder;
  private TrainingCluster cluster;
  private Ledger ledger;
  private ManifestComponent set;
  private Monitoring monitoring;
  private MetricsServer metrics;

  @BeforeEach
  void components() throws IOException {
    cluster = new TrainingCluster(Map.of(), client, client, new Waits());
    ledger = new Ledger(folder.resolve("ledger"));
    manifest(
        "viewer/viewer.yaml",
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
    set = component("viewer");
    manifest(
        "02-monitoring/1-namespace.yaml",
        """
        apiVersion: v1
        kind: Namespace
        metadata:
          name: monitoring
          labels: {kube-training/part-of: training}
        """);
    monitoring = new Monitoring(cluster, ledger, folder, LIMIT);
    metrics = new MetricsServer(cluster, ledger, Path.of("manifests"), Duration.ofSeconds(5));
  }

  @Test
  void podsOfItsNamespaceAreAwaitedWhoeverMadeThem() throws IOException {
    viewerIsThere();
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
  void removalBegunDoesNotWait() throws IOException {
    viewerIsThere();
    pod("viewer");

    set.beginRemoval();

    assertThat(client.namespaces().withName("viewer").get()).isNull();
    assertThat(client.pods().inNamespace("viewer").withName("viewer").get()).isNotNull();
  }

  @Test
  void anObjectOfAKindThatTheClusterDoesNotHaveIsGoneAlready() throws IOException {
    manifest(
        "lamps/lamp.yaml",
        """
        apiVersion: example.org/v1
        kind: Lamp
        metadata: {name: lamp, namespace: viewer}
        """);

    component("lamps").remove();
  }

  @Test
  void monitoringWorksWhenPrometheusIsReadyAndElseItIsNamed() {
    prometheus(0);
    assertThatThrownBy(() -> monitoring.awaitReady())
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageContainingAll("Prometheus to be ready", "StatefulSet prometheus-training");
    prometheus(1);
    monitoring.awaitReady();
  }

  @Test
  void theCommandsThatMakeMonitoringAreThoseOfTheGuide() throws IOException {
    var guide = Files.readString(Path.of("features/02-monitoring.feature"));

    assertThat(monitoring.commands().lines())
        .hasSize(6)
        .allSatisfy(line -> assertThat(guide).contains("        " + line + "\n"));
  }

  @Test
  void theKindsOfMonitoringAreRemovedAndThoseOfOthersStay() {
    assertThat(monitoring.inTheWay()).isEmpty();
    define("prometheuses", "monitoring.coreos.com");
    define("lamps", "example.org");

    monitoring.remove();

    assertThat(client.apiextensions().v1().customResourceDefinitions().list().getItems())
        .extracting(each -> each.getSpec().getGroup())
        .containsExactly("example.org");
    assertThat(client.namespaces().withName("monitoring").get()).isNull();
  }

  @Test
  void theMetricsOfSomebodyElseAreUsedAndStay() {
    apiOf("app.kubernetes.io/managed-by", "a colleague");

    assertThat(metrics.isThere()).isTrue();
    assertThat(metrics.inTheWay()).isEmpty();
    assertThat(metrics.stays().orElseThrow()).contains("managed by 'a colleague'");
    metrics.beginRemoval();
    metrics.remove();
    assertThat(client.apiServices().withName(API).get()).isNotNull();
  }

  @Test
  void ourMetricsAreRemoved() {
    apiOf(OurLabel.KEY, OurLabel.VALUE);

    assertThat(metrics.stays()).isEmpty();
    metrics.remove();
    assertThat(client.apiServices().withName(API).get()).isNull();
    assertThat(metrics.isThere()).isFalse();
  }

  @Test
  void aSchedulerWithAnotherImageOrASilentExtenderIsBroken() {
    assertThat(
            HeatScheduler.broken(
                Map.of("extender", "heat:1"),
                List.of(
                    extender("whole", "heat:1", true),
                    extender("silent", "heat:1", false),
                    extender("mistyped", "heat:l", true))))
        .extracting(pod -> pod.getMetadata().getName())
        .containsExactly("silent", "mistyped");
  }

  private void manifest(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private ManifestComponent component(String of) {
    return new ManifestComponent(cluster, ledger, "viewer", folder, of, LIMIT);
  }

  private void viewerIsThere() throws IOException {
    client.load(Files.newInputStream(folder.resolve("viewer/viewer.yaml"))).create();
  }

  private void pod(String name) {
    String text = "apiVersion: v1\nkind: Pod\nmetadata: {name: %s, namespace: viewer}\n";
    Yaml.of(text, name).in(client);
  }

  private void apiOf(String label, String value) {
    String text = "apiVersion: apiregistration.k8s.io/v1\nkind: APIService\nmetadata: %s\n";
    Yaml.of(text, Texts.of("{name: %s, labels: {%s: %s}}", API, label, value)).in(client);
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

  private static Pod extender(String name, String image, boolean ready) {
    return Yaml.of(
            """
        metadata: {name: %s}
        spec: {containers: [{name: extender, image: "%s"}]}
        status: {containerStatuses: [{name: extender, ready: %s}]}
        """,
            name, image, ready)
        .as(Pod.class);
  }
}

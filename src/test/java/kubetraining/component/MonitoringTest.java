package kubetraining.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import kubetraining.wait.WaitLedger;
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
  private Ledger ledger;
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
    ledger = new Ledger(manifests.resolve("ledger"));
    monitoring = new Monitoring(client, new Waits(new WaitLedger()), ledger, manifests, LIMIT);
  }

  @Test
  void itWorksWhenPrometheusIsReady() {
    prometheus(1);

    monitoring.awaitReady();
  }

  @Test
  void itIsThereAsSoonAsAPartOfItIs() {
    assertThat(monitoring.isThere()).isFalse();
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName("monitoring").endMetadata().build())
        .create();

    assertThat(monitoring.isThere()).isTrue();
  }

  @Test
  void theCommandsThatMakeItAreThoseOfTheGuide() throws IOException {
    var guide = Files.readString(Path.of("features/02-monitoring.feature"));

    assertThat(monitoring.commands().lines())
        .hasSize(6)
        .allSatisfy(line -> assertThat(guide).contains("        " + line + "\n"));
  }

  @Test
  void aPrometheusThatDoesNotBecomeReadyIsNamed() {
    prometheus(0);

    assertThatThrownBy(() -> monitoring.awaitReady())
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageContaining("Prometheus to be ready")
        .hasMessageContaining("StatefulSet prometheus-training");
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

  @Test
  void kindsThatWereThereBeforeAreSomebodyElses() {
    define("prometheuses", "monitoring.coreos.com");

    assertThat(monitoring.inTheWay())
        .singleElement()
        .asString()
        .startsWith("the customresourcedefinition 'prometheuses.monitoring.coreos.com'");
    monitoring.remove();

    assertThat(client.apiextensions().v1().customResourceDefinitions().list().getItems())
        .hasSize(1);
  }

  @Test
  void kindsThatAKilledRunHasMadeAreOursStill() {
    assertThat(monitoring.inTheWay()).isEmpty();
    define("prometheuses", "monitoring.coreos.com");
    await("prometheuses");

    var later =
        new Monitoring(
            client,
            new Waits(new WaitLedger()),
            new Ledger(manifests.resolve("ledger")),
            manifests,
            LIMIT);

    assertThat(later.inTheWay()).isEmpty();
    later.remove();
    assertThat(client.apiextensions().v1().customResourceDefinitions().list().getItems()).isEmpty();
  }

  private void await(String plural) {
    new Waits(new WaitLedger())
        .upTo(Duration.ofSeconds(5))
        .see(
            "the ledger to know the kind",
            () -> Files.exists(manifests.resolve("ledger")),
            Boolean::booleanValue);
    assertThat(manifests.resolve("ledger")).content().contains(plural);
  }

  private void define(String plural, String group) {
    client
        .resource(
            new CustomResourceDefinitionBuilder()
                .withNewMetadata()
                .withName(plural + "." + group)
                .endMetadata()
                .withNewSpec()
                .withGroup(group)
                .withNewNames()
                .withPlural(plural)
                .endNames()
                .endSpec()
                .build())
        .create();
  }

  private void prometheus(int ready) {
    client
        .resource(
            new StatefulSetBuilder()
                .withNewMetadata()
                .withName(Monitoring.PROMETHEUS)
                .withNamespace(Monitoring.NAMESPACE)
                .withGeneration(1L)
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .endSpec()
                .withNewStatus()
                .withObservedGeneration(1L)
                .withUpdatedReplicas(ready)
                .withAvailableReplicas(ready)
                .endStatus()
                .build())
        .create();
  }
}

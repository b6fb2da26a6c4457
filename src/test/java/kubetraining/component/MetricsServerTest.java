package kubetraining.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import kubetraining.cluster.TrainingCluster;
import kubetraining.host.Texts;
import kubetraining.probe.Yaml;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a cluster that existed before. */
@EnableKubernetesMockClient(crud = true)
final class MetricsServerTest {
  private static final String API = "v1beta1.metrics.k8s.io";
  @TempDir private Path folder;
  private KubernetesClient client;
  private MetricsServer metrics;

  @BeforeEach
  void cluster() {
    var waits = new Waits();
    var cluster = new TrainingCluster(Map.of(), client, client, waits);
    metrics =
        new MetricsServer(
            cluster,
            new Ledger(folder.resolve("made")),
            Path.of("manifests"),
            Duration.ofSeconds(5));
  }

  private void apiOf(String label, String value) {
    String text = "apiVersion: apiregistration.k8s.io/v1\nkind: APIService\nmetadata: %s\n";
    Yaml.of(text, Texts.of("{name: %s, labels: {%s: %s}}", API, label, value)).in(client);
  }

  @Test
  void thatOfSomebodyElseIsUsedAndStays() {
    apiOf("app.kubernetes.io/managed-by", "a colleague");

    assertThat(metrics.isThere()).isTrue();
    assertThat(metrics.inTheWay()).isEmpty();
    assertThat(metrics.stays().orElseThrow()).contains("managed by 'a colleague'");
    metrics.beginRemoval();
    metrics.remove();
    assertThat(client.apiServices().withName(API).get()).isNotNull();
  }

  @Test
  void oursIsRemoved() {
    apiOf(OurLabel.KEY, OurLabel.VALUE);

    assertThat(metrics.stays()).isEmpty();
    metrics.remove();
    assertThat(client.apiServices().withName(API).get()).isNull();
    assertThat(metrics.isThere()).isFalse();
  }
}

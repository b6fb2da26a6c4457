package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(https = false)
final class OperatorProbeTest {
  KubernetesMockServer server;
  KubernetesClient client;

  @Test
  void theOperatorHasMadeWhatIsOwnedByThePrometheusThatIsAvailable() {
    prometheus("here", 2);
    statefulSet("here", true);

    assertThat(look().byOperator()).as("%s", look()).isTrue();
  }

  @Test
  void whatWasMadeByHandHasNoOwnerOrOneThatIsNotThere() {
    prometheus("here", 2);
    statefulSet("another", true);
    assertThat(look()).matches(OperatorProbe.Made::byAnother).matches(made -> !made.byOperator());
  }

  @Test
  void anOwnerThatDoesNotControlIsNone() {
    prometheus("here", 2);
    statefulSet("here", false);
    assertThat(look()).matches(OperatorProbe.Made::byAnother);
  }

  @Test
  void whatTheOperatorSaidOfAnEarlierPrometheusDoesNotCount() {
    prometheus("here", 3);
    statefulSet("here", true);

    assertThat(look()).matches(made -> !made.byOperator() && !made.byAnother());
  }

  @Test
  void nothingIsThereYet() {
    assertThat(look())
        .matches(made -> !made.byOperator() && !made.byAnother())
        .hasToString("Prometheus none, not reported as available; StatefulSet none");
  }

  private OperatorProbe.Made look() {
    return new OperatorProbe(client).look("monitoring", "training", "prometheus-training");
  }

  private void prometheus(String uid, int generation) {
    answer(
        "/apis/monitoring.coreos.com/v1/namespaces/monitoring/prometheuses/training",
        Texts.of(
            """
            {"apiVersion":"monitoring.coreos.com/v1","kind":"Prometheus",
             "metadata":{"name":"training","namespace":"monitoring","uid":"%s","generation":%d},
             "status":{"conditions":[
               {"type":"Reconciled","status":"True","observedGeneration":%d},
               {"type":"Available","status":"True","observedGeneration":2}]}}
            """,
            uid, generation, generation));
  }

  private void statefulSet(String owner, boolean controller) {
    answer(
        "/apis/apps/v1/namespaces/monitoring/statefulsets/prometheus-training",
        Texts.of(
            """
            {"metadata":{"name":"prometheus-training","ownerReferences":[
              {"kind":"Prometheus","name":"training","uid":"%s","controller":%s}]}}
            """,
            owner, controller));
  }

  private void answer(String path, String body) {
    server.expect().get().withPath(path).andReturn(200, body).always();
  }
}

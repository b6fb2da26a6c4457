package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EnableKubernetesMockClient(https = false)
final class OperatorProbeTest {
  KubernetesMockServer server;
  KubernetesClient client;

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "the Prometheus that is available owns it, here,    true,  2, true,  false",
    "the owner is not there: made by hand,     another, true,  2, false, true",
    "the owner does not control it,            here,    false, 2, false, true",
    "an earlier Prometheus was available,      here,    true,  3, false, false"
  })
  void whoHasMadeItIsSeenByItsOwner(
      String what, String owner, boolean controls, int generation, boolean ours, boolean theirs) {
    prometheus("here", generation);
    statefulSet(owner, controls);

    assertThat(look())
        .returns(ours, OperatorProbe.Made::byOperator)
        .returns(theirs, OperatorProbe.Made::byAnother);
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

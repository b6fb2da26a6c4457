package kubetraining.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Instant;
import kubetraining.course.Ending;
import kubetraining.course.Outcome;
import kubetraining.host.Texts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
final class RefusedByRulesTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
  private static final String QUOTA =
      "Error creating: pods \"a\" is forbidden: exceeded quota: class, requested: pods=1";

  KubernetesClient client;

  @BeforeEach
  void aControllerWasRefused() {
    event("refused", QUOTA);
  }

  @Test
  void aQuotaThatWasInTheWayIsNoFaultOfAnybody() {
    var ending = explain(Outcome.TIMEOUT, NOON.minusSeconds(60));
    assertThat(ending.outcome()).isEqualTo(Outcome.NOT_ATTEMPTED);
    assertThat(ending.message()).contains("exceeded quota: class");
  }

  @Test
  void whatWasRefusedBeforeExplainsNothing() {
    assertThat(explain(Outcome.TIMEOUT, NOON.plusSeconds(1)).outcome()).isEqualTo(Outcome.TIMEOUT);
  }

  @Test
  void whatEndedOtherwiseIsLeftAlone() {
    assertThat(explain(Outcome.SUITE_FAULT, NOON.minusSeconds(60)).outcome())
        .isEqualTo(Outcome.SUITE_FAULT);
  }

  @Test
  void anotherReasonIsNoRule() {
    client.v1().events().inNamespace("default").withName("refused").delete();
    event("other", "Error creating: no such image");
    assertThat(explain(Outcome.WRONG, NOON.minusSeconds(60)).outcome()).isEqualTo(Outcome.WRONG);
  }

  private Ending explain(Outcome outcome, Instant since) {
    return RefusedByRules.explain(Ending.of(outcome, "it did not come"), client, since);
  }

  private void event(String name, String message) {
    String yaml =
        """
        apiVersion: v1
        kind: Event
        metadata: {name: %s, namespace: default}
        reason: FailedCreate
        message: '%s'
        lastTimestamp: '%s'
        """;
    client.resource(Texts.of(yaml, name, message, NOON)).create();
  }
}

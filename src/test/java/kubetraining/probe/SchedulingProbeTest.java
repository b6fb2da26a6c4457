package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EnableKubernetesMockClient(https = false, crud = true)
final class SchedulingProbeTest {
  KubernetesClient client;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``               | | true | without a node, no events",
        "``               | {type: PodScheduled, status: 'False', reason: SchedulerError, message: refused} | false | without a node, SchedulerError: refused, no events",
        ", nodeName: node4 | | false | on node4, no events"
      })
  void aPodIsPlacedWhenNodeAndConditionSaySoAndUnnoticedWhileNothingDoes(
      String placed, String condition, boolean unnoticed, String told) {
    pod(placed, condition == null ? "" : condition);

    assertThat(seen())
        .returns(false, SchedulingProbe.Placement::placed)
        .returns(unnoticed, SchedulingProbe.Placement::unnoticed)
        .hasToString("pod podpi9 of scheduler heat-scheduler, " + told);
    assertThat(new SchedulingProbe(client).placement("podpi10")).isEmpty();
  }

  @Test
  void whoPlacedItStandsInItsOwnEventAndInNoOther() {
    String uid = pod(", nodeName: node4", "{type: PodScheduled, status: 'True'}");
    event("mine", uid, "Scheduled", "heat-scheduler");
    event("earlier", "of-an-earlier-pod", "Scheduled", "default-scheduler");
    event("started", uid, "Started", "kubelet");

    assertThat(seen().placed()).isTrue();
    assertThat(seen().events()).hasSize(1);
    assertThat(seen().placing().orElseThrow().reporter()).isEqualTo("heat-scheduler");
  }

  @Test
  void temperaturesAreNumbersOrInfinite() {
    node("node1", "{nerdalize/temp: '40'}");
    node("node2", "{nerdalize/temp: hot}");
    node("node3", "{}");
    node("node4", "{nerdalize/temp: NaN}");

    assertThat(new SchedulingProbe(client).temperatures())
        .containsExactly(
            entry("node1", 40.0),
            entry("node2", Double.POSITIVE_INFINITY),
            entry("node3", Double.POSITIVE_INFINITY),
            entry("node4", Double.POSITIVE_INFINITY));
  }

  @Test
  void withoutAnExtenderThereIsNoLog() {
    assertThat(new SchedulingProbe(client).extenderLog().decisions()).isEmpty();
  }

  private SchedulingProbe.Placement seen() {
    return new SchedulingProbe(client).placement("podpi9").orElseThrow();
  }

  @CanIgnoreReturnValue
  private String pod(String placed, String condition) {
    return Yaml.of(
            """
        apiVersion: v1
        kind: Pod
        metadata: {name: podpi9, namespace: default}
        spec: {schedulerName: heat-scheduler%s}
        status: {conditions: [%s]}
        """,
            placed, condition)
        .in(client);
  }

  private void node(String name, String annotations) {
    Yaml.of("apiVersion: v1\nkind: Node\nmetadata: {name: %s, annotations: %s}", name, annotations)
        .in(client);
  }

  private void event(String name, String uid, String reason, String reporter) {
    Yaml.of(
            """
            apiVersion: v1
            kind: Event
            metadata: {name: %s, namespace: default}
            involvedObject: {uid: %s}
            reason: %s
            reportingComponent: %s
            """,
            name, uid, reason, reporter)
        .in(client);
  }
}

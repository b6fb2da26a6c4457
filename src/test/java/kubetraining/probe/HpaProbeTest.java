package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Instant;
import kubetraining.wait.NotThereException;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(https = false, crud = true)
final class HpaProbeTest {
  private static final String SPEC =
      """
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata:
        name: podinfo
        namespace: default
        managedFields:
          - {manager: kubectl, operation: Update, time: "2026-11-23T11:00:00Z"}
          - {manager: kube-controller-manager, operation: Update, subresource: status, time: "2026-11-23T12:00:32Z"}
      spec:
        minReplicas: 2
        maxReplicas: 10
        metrics:
          - type: Resource
            resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}
          - type: Resource
            resource: {name: memory, target: {type: AverageValue, averageValue: 200Mi}}
      """;
  KubernetesClient client;

  @Test
  void figuresAreReadInTheMeasureOfTheirTargets() {
    var seen =
        seen(
            """
            currentReplicas: 2, desiredReplicas: 5, lastScaleTime: "2026-11-23T12:00:32Z",
              currentMetrics: [
                {type: Resource, resource: {name: cpu, current: {averageUtilization: 190, averageValue: 19m}}},
                {type: Resource, resource: {name: memory, current: {averageValue: 15168Ki}}}]
            """,
            "True");

    assertThat(seen.active()).isTrue();
    assertThat(seen.metric("cpu").orElseThrow())
        .isEqualTo(new HpaSeen.Metric("cpu", true, 80, 190L));
    assertThat(seen.metric("memory").orElseThrow().current()).isEqualTo(15168L * 1024);
    assertThat(seen.metric("memory").orElseThrow().ratio()).isLessThan(0.1);
    assertThat(seen.writtenAt()).isEqualTo(Instant.parse("2026-11-23T12:00:32Z"));
    assertThat(seen)
        .hasToString(
            "podinfo wants 5 pods (between 2 and 10), has 2, [cpu 190 % of 80 %, memory 15532032 of"
                + " 209715200], last scaled 2026-11-23T12:00:32Z, [AbleToScale=True"
                + " (done: a), ScalingActive=True (said: b)]");
  }

  @Test
  void withoutTheMetricsApiItIsNotActiveAndSaysWhy() {
    // The API server really writes entries without anything in them.
    String entries = "[{type: ''}, {type: ''}]";
    var seen = seen("currentReplicas: 2, desiredReplicas: 0, currentMetrics: " + entries, "False");

    assertThat(seen.active()).isFalse();
    assertThat(seen.metrics()).noneMatch(HpaSeen.Metric::known);
    assertThat(seen.condition("ScalingActive").map(HpaSeen.Condition::reason)).contains("said");
    assertThat(seen.lastScaledAt()).isNull();
  }

  @Test
  void oneThatKnowsHalfOfItsFiguresIsNotActive() {
    String half = "[{type: Resource, resource: {name: cpu, current: {averageUtilization: 7}}}]";
    var seen = seen("currentReplicas: 2, desiredReplicas: 2, currentMetrics: " + half, "True");

    assertThat(seen.active()).isFalse();
  }

  @Test
  void aNewOneHasSaidNothingYet() {
    var seen = HpaProbe.seen(Yaml.of(SPEC).as(HorizontalPodAutoscaler.class));

    assertThat(seen.active()).isFalse();
    assertThat(seen.condition("ScalingActive")).isEmpty();
    assertThat(seen.current()).isZero();
    assertThatThrownBy(() -> new HpaProbe(client).named("default", "podinfo"))
        .isInstanceOf(NotThereException.class)
        .hasMessageContaining("the autoscaler podinfo");
  }

  private static HpaSeen seen(String status, String active) {
    String conditions =
        """
          conditions: [
            {type: AbleToScale, status: "True", reason: done, message: a, lastTransitionTime: "2026-11-23T12:00:17Z"},
            {type: ScalingActive, status: "%s", reason: said, message: b, lastTransitionTime: "2026-11-23T12:00:17Z"}]}
        """;
    String all = SPEC + "status: {" + status.stripTrailing() + ",\n" + conditions;
    return HpaProbe.seen(Yaml.of(all, active).as(HorizontalPodAutoscaler.class));
  }
}

package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
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
            status:
              currentReplicas: 2
              desiredReplicas: 5
              lastScaleTime: "2026-11-23T12:00:32Z"
              currentMetrics:
                - type: Resource
                  resource: {name: cpu, current: {averageUtilization: 190, averageValue: 19m}}
                - type: Resource
                  resource: {name: memory, current: {averageValue: 15168Ki}}
              conditions:
                - {type: AbleToScale, status: "True", reason: SucceededRescale, message: a, lastTransitionTime: "2026-11-23T12:00:17Z"}
                - {type: ScalingActive, status: "True", reason: ValidMetricFound, message: b, lastTransitionTime: "2026-11-23T12:00:17Z"}
            """);

    assertThat(seen.active()).isTrue();
    assertThat(seen.metric("cpu").orElseThrow())
        .isEqualTo(new MetricSeen("cpu", true, 80, 190L, 19L));
    assertThat(seen.metric("memory").orElseThrow().current()).isEqualTo(15168L * 1024);
    assertThat(seen.metric("memory").orElseThrow().ratio()).isLessThan(0.1);
    assertThat(seen.writtenAt()).isEqualTo(Instant.parse("2026-11-23T12:00:32Z"));
    assertThat(seen)
        .hasToString(
            "podinfo wants 5 of 2 to 10 pods, has 2, [cpu 190 % of 80 %, memory 15532032 of"
                + " 209715200], last scaled 2026-11-23T12:00:32Z, [AbleToScale=True"
                + " (SucceededRescale: a), ScalingActive=True (ValidMetricFound: b)]");
  }

  @Test
  void withoutTheMetricsApiItIsNotActiveAndSaysWhy() {
    // The API server really writes entries without anything in them.
    var seen =
        seen(
            """
            status:
              currentReplicas: 2
              desiredReplicas: 0
              currentMetrics: [{type: ""}, {type: ""}]
              conditions:
                - {type: AbleToScale, status: "True", reason: SucceededGetScale, message: "", lastTransitionTime: "2026-11-23T12:00:17Z"}
                - {type: ScalingActive, status: "False", reason: FailedGetResourceMetric, message: no, lastTransitionTime: "2026-11-23T12:00:17Z"}
            """);

    assertThat(seen.active()).isFalse();
    assertThat(seen.metrics()).noneMatch(MetricSeen::known);
    assertThat(seen.condition("ScalingActive").map(HpaCondition::reason))
        .contains("FailedGetResourceMetric");
    assertThat(seen.lastScaledAt()).isNull();
  }

  @Test
  void oneThatKnowsHalfOfItsFiguresIsNotActive() {
    var seen =
        seen(
            """
            status:
              currentReplicas: 2
              desiredReplicas: 2
              currentMetrics:
                - type: Resource
                  resource: {name: cpu, current: {averageUtilization: 7, averageValue: 1m}}
              conditions:
                - {type: AbleToScale, status: "True", reason: r, message: a, lastTransitionTime: "2026-11-23T12:00:17Z"}
                - {type: ScalingActive, status: "True", reason: r, message: b, lastTransitionTime: "2026-11-23T12:00:17Z"}
            """);

    assertThat(seen.active()).isFalse();
  }

  @Test
  void aNewOneHasSaidNothingYet() {
    var seen = seen("");

    assertThat(seen.active()).isFalse();
    assertThat(seen.condition("ScalingActive")).isEmpty();
    assertThat(seen.current()).isZero();
    assertThat(new HpaProbe(client).named("default", "podinfo")).isEmpty();
  }

  private static HpaSeen seen(String status) {
    return HpaProbe.seen(Serialization.unmarshal(SPEC + status, HorizontalPodAutoscaler.class));
  }
}

package kubetraining.probe;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerCondition;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerStatus;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricTarget;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricValueStatus;
import io.fabric8.kubernetes.api.model.autoscaling.v2.ResourceMetricSource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at autoscalers: at the object itself, as kubectl's columns change from year to year. */
public final class HpaProbe {
  private static final String CPU = "cpu";
  private final KubernetesClient client;

  public HpaProbe(KubernetesClient client) {
    this.client = client;
  }

  /** One autoscaler, if it exists. */
  public Optional<HpaSeen> named(String namespace, String name) {
    var found =
        client
            .autoscaling()
            .v2()
            .horizontalPodAutoscalers()
            .inNamespace(namespace)
            .withName(name)
            .get();
    return Optional.ofNullable(found).map(HpaProbe::seen);
  }

  static HpaSeen seen(HorizontalPodAutoscaler hpa) {
    var spec = hpa.getSpec();
    var status = Optional.ofNullable(hpa.getStatus());
    return new HpaSeen(
        hpa.getMetadata().getName(),
        Objects.requireNonNullElse(hpa.getMetadata().getUid(), ""),
        number(spec.getMinReplicas()),
        number(spec.getMaxReplicas()),
        number(status.map(HorizontalPodAutoscalerStatus::getCurrentReplicas).orElse(null)),
        number(status.map(HorizontalPodAutoscalerStatus::getDesiredReplicas).orElse(null)),
        spec.getMetrics().stream()
            .map(each -> each.getResource())
            .filter(Objects::nonNull)
            .map(source -> metric(source, status))
            .toList(),
        status.map(each -> each.getConditions()).orElse(List.of()).stream()
            .map(HpaProbe::condition)
            .toList(),
        instant(status.map(HorizontalPodAutoscalerStatus::getLastScaleTime).orElse(null)),
        statusWrittenAt(hpa));
  }

  private static MetricSeen metric(
      ResourceMetricSource source, Optional<HorizontalPodAutoscalerStatus> status) {
    String resource = source.getName();
    MetricTarget target = source.getTarget();
    boolean percent = target.getAverageUtilization() != null;
    // Of a metric that could not be read the status has an entry with nothing in it.
    MetricValueStatus seen =
        status.map(each -> each.getCurrentMetrics()).orElse(List.of()).stream()
            .map(each -> each.getResource())
            .filter(each -> each != null && resource.equals(each.getName()))
            .map(each -> each.getCurrent())
            .findFirst()
            .orElse(null);
    Long average = seen == null || seen.getAverageValue() == null ? null : amount(resource, seen);
    Long utilization =
        seen == null || seen.getAverageUtilization() == null
            ? null
            : Long.valueOf(seen.getAverageUtilization());
    return new MetricSeen(
        resource,
        percent,
        percent
            ? target.getAverageUtilization()
            : CPU.equals(resource)
                ? Quantities.milli(target.getAverageValue())
                : Quantities.bytes(target.getAverageValue()),
        percent ? utilization : average,
        average);
  }

  private static Long amount(String resource, MetricValueStatus seen) {
    return CPU.equals(resource)
        ? Quantities.milli(seen.getAverageValue())
        : Quantities.bytes(seen.getAverageValue());
  }

  private static HpaCondition condition(HorizontalPodAutoscalerCondition seen) {
    return new HpaCondition(
        seen.getType(),
        "True".equals(seen.getStatus()),
        Objects.requireNonNullElse(seen.getReason(), ""),
        Objects.requireNonNullElse(seen.getMessage(), ""),
        Instant.parse(seen.getLastTransitionTime()));
  }

  private static @Nullable Instant statusWrittenAt(HorizontalPodAutoscaler hpa) {
    return hpa.getMetadata().getManagedFields().stream()
        .filter(each -> "status".equals(each.getSubresource()))
        .map(each -> instant(each.getTime()))
        .findFirst()
        .orElse(null);
  }

  private static int number(@Nullable Integer number) {
    return number == null ? 0 : number;
  }

  private static @Nullable Instant instant(@Nullable String time) {
    return time == null ? null : Instant.parse(time);
  }
}

package kubetraining.probe;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;

/**
 * A HorizontalPodAutoscaler as the API server describes it. The numbers of its status belong
 * together: they were written at once, after one decision.
 *
 * @param uid tells it from another one that had its name before
 * @param current how many pods there were when it decided
 * @param desired how many it decided on; 0 while it has no metrics
 * @param lastScaledAt when it last changed the number of pods; null if it never has
 * @param writtenAt when the status was last written with anything new in it; null before the first
 */
public record HpaSeen(
    String name,
    String uid,
    int min,
    int max,
    int current,
    int desired,
    List<MetricSeen> metrics,
    List<HpaCondition> conditions,
    @Nullable Instant lastScaledAt,
    @Nullable Instant writtenAt) {

  /** What it says under this type, once it has said anything. */
  public Optional<HpaCondition> condition(String type) {
    return conditions.stream().filter(each -> each.type().equals(type)).findFirst();
  }

  /** The metric of this resource, if it is one of those looked at. */
  public Optional<MetricSeen> metric(String resource) {
    return metrics.stream().filter(each -> each.resource().equals(resource)).findFirst();
  }

  /** Whether it can compute a number of pods: it has all its metrics. */
  public boolean active() {
    return condition("ScalingActive").filter(HpaCondition::isTrue).isPresent()
        && condition("AbleToScale").filter(HpaCondition::isTrue).isPresent()
        && metrics.stream().allMatch(MetricSeen::known);
  }

  @Override
  public String toString() {
    return Texts.of(
        "%s wants %d pods (between %d and %d), has %d, %s, last scaled %s, %s",
        name,
        desired,
        min,
        max,
        current,
        metrics,
        lastScaledAt == null ? "never" : lastScaledAt,
        conditions);
  }
}

package kubetraining.probe;

import java.time.Instant;

/**
 * What an autoscaler says about itself.
 *
 * @param type {@code AbleToScale}, {@code ScalingActive} or {@code ScalingLimited}
 * @param since when it last changed, by the cluster's clock
 */
public record HpaCondition(
    String type, boolean isTrue, String reason, String message, Instant since) {
  @Override
  public String toString() {
    return "%s=%s (%s: %s)".formatted(type, isTrue ? "True" : "False", reason, message);
  }
}

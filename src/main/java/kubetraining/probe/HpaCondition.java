package kubetraining.probe;

import java.time.Instant;
import kubetraining.host.Texts;

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
    return Texts.of("%s=%s (%s: %s)", type, isTrue ? "True" : "False", reason, message);
  }
}

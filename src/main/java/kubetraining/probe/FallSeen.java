package kubetraining.probe;

import java.time.Duration;
import java.time.Instant;
import kubetraining.host.Texts;

/**
 * How an autoscaler took pods away.
 *
 * @param from so many there had been
 * @param stillWantedAt when, by its own metrics, it last called for as many, by the cluster's clock
 * @param fellAt when it first took some away, by the same clock
 */
public record FallSeen(int from, Instant stillWantedAt, Instant fellAt) {
  /** How long fewer would have done before it believed so. */
  public Duration waited() {
    return Duration.between(stillWantedAt, fellAt);
  }

  @Override
  public String toString() {
    return Texts.of("%d pods, wanted until %s, fewer from %s on", from, stillWantedAt, fellAt);
  }
}

package kubetraining.probe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kubetraining.probe.AutoscalingSeries.Sample;

/** Makes series of looks for tests: one look a second, and a decision with each. */
public final class AutoscalingSamples {
  static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
  private final List<Sample> samples = new ArrayList<>();

  /** Autoscaler that has {@code current} pods at {@code percent} of what they ask for. */
  public static HpaSeen hpa(int current, int desired, long percent, Instant at) {
    return new HpaSeen(
        "podinfo",
        "uid-1",
        2,
        10,
        current,
        desired,
        List.of(
            new HpaSeen.Metric("cpu", true, 80, percent),
            new HpaSeen.Metric("memory", false, 200L << 20, 15L << 20)),
        List.of(
            new HpaSeen.Condition("AbleToScale", true, "ReadyForNewScale", "", START),
            new HpaSeen.Condition("ScalingActive", true, "ValidMetricFound", "", START)),
        at,
        at);
  }

  /** So many looks, at each of which so many pods were wanted. */
  AutoscalingSamples looks(int times, int desired, long percent) {
    for (int i = 0; i < times; i++) {
      Instant at = START.plusSeconds(samples.size());
      samples.add(new Sample(at, 100, List.of(), hpa(desired, desired, percent, at), desired));
    }
    return this;
  }

  AutoscalingSeries series() {
    return new AutoscalingSeries(samples, "");
  }
}

package kubetraining.probe;

import java.time.Instant;
import java.util.List;
import kubetraining.host.Texts;

/**
 * One look at an autoscaler and all that moves it.
 *
 * @param at by the clock of this computer
 * @param visitsPerSecond what the pods served when they were last asked
 * @param usage what the metrics API says of each pod
 * @param ready how many pods were Ready
 */
public record AutoscalingSample(
    Instant at, double visitsPerSecond, List<UsageSeen> usage, HpaSeen hpa, int ready) {

  /** What all pods use together, in thousandths of a CPU. */
  public long milliCpu() {
    return usage.stream().mapToLong(UsageSeen::milliCpu).sum();
  }

  /** What the autoscaler knew when it last decided, in percent of what the pods ask for. */
  public long cpuPercent() {
    Long current = hpa.metric("cpu").map(MetricSeen::current).orElse(null);
    return current == null ? 0 : current;
  }

  /** Whether every number of pods is one that the autoscaler may want. */
  public boolean withinBounds() {
    return within(hpa.desired()) && within(hpa.current()) && ready <= hpa.max();
  }

  private boolean within(int pods) {
    return pods >= hpa.min() && pods <= hpa.max();
  }

  @Override
  public String toString() {
    return Texts.of(
        "%.0f requests/s, %dm of CPU, %d pods Ready; %s", visitsPerSecond, milliCpu(), ready, hpa);
  }
}

package kubetraining.probe;

/**
 * The arithmetic of an autoscaler: as many pods as it takes for each to be at its target, within
 * limits. It uses the metrics of one status, which belong together.
 */
public final class HpaFormula {
  /** Nothing is changed as long as the metric is this close to its target. */
  private static final double TOLERANCE = 0.1;

  /** So many pods, or as many again as there are, may come within 15 seconds. */
  private static final int STEP = 4;

  private HpaFormula() {}

  /**
   * How many pods the metrics call for: {@code ceil(current * usage / target)}; the highest wins.
   */
  public static int calledFor(HpaSeen seen) {
    int most =
        seen.metrics().stream()
            .filter(MetricSeen::known)
            .mapToInt(metric -> calledFor(seen.current(), metric.ratio()))
            .max()
            .orElseThrow(() -> new IllegalStateException("no metric is known: " + seen));
    return Math.max(seen.min(), Math.min(seen.max(), most));
  }

  /** As many of these as may come in one step, when none came within the last 15 seconds. */
  public static int inOneStep(HpaSeen seen) {
    int step = Math.max(seen.current() + STEP, 2 * seen.current());
    return Math.min(calledFor(seen), step);
  }

  private static int calledFor(int current, double ratio) {
    // As the controller compares it: 1.1 is just within, which a difference of 0.1 is not.
    boolean near = 1 - TOLERANCE <= ratio && ratio <= 1 + TOLERANCE;
    return near ? current : (int) Math.ceil(current * ratio);
  }
}

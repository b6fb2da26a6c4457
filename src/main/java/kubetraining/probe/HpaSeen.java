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
    List<Metric> metrics,
    List<Condition> conditions,
    @Nullable Instant lastScaledAt,
    @Nullable Instant writtenAt) {
  /** Nothing is changed as long as the metric is this close to its target. */
  private static final double TOLERANCE = 0.1;

  /** So many pods, or as many again as there are, may come within 15 seconds. */
  private static final int STEP = 4;

  /** What it says under this type, once it has said anything. */
  public Optional<Condition> condition(String type) {
    return conditions.stream().filter(each -> each.type().equals(type)).findFirst();
  }

  /** The metric of this resource, if it is one of those looked at. */
  public Optional<Metric> metric(String resource) {
    return metrics.stream().filter(each -> each.resource().equals(resource)).findFirst();
  }

  /** Whether it can compute a number of pods: it has all its metrics. */
  public boolean active() {
    return condition("ScalingActive").filter(Condition::isTrue).isPresent()
        && condition("AbleToScale").filter(Condition::isTrue).isPresent()
        && metrics.stream().allMatch(Metric::known);
  }

  /**
   * How many pods its metrics call for, within its limits: {@code ceil(current * usage / target)};
   * the highest wins.
   */
  public int calledFor() {
    int most =
        metrics.stream()
            .filter(Metric::known)
            .mapToInt(metric -> calledFor(metric.ratio()))
            .max()
            .orElseThrow(() -> new IllegalStateException("no metric is known: " + this));
    return Math.max(min, Math.min(max, most));
  }

  /** As many of these as may come in one step, when none came within the last 15 seconds. */
  public int inOneStep() {
    return Math.min(calledFor(), Math.max(current + STEP, 2 * current));
  }

  private int calledFor(double ratio) {
    // As the controller compares it: 1.1 is just within, which a difference of 0.1 is not.
    boolean near = 1 - TOLERANCE <= ratio && ratio <= 1 + TOLERANCE;
    return near ? current : (int) Math.ceil(current * ratio);
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

  /**
   * What an autoscaler says about itself.
   *
   * @param type {@code AbleToScale}, {@code ScalingActive} or {@code ScalingLimited}
   * @param since when it last changed, by the cluster's clock
   */
  public record Condition(
      String type, boolean isTrue, String reason, String message, Instant since) {
    @Override
    public String toString() {
      return Texts.of("%s=%s (%s: %s)", type, isTrue ? "True" : "False", reason, message);
    }
  }

  /**
   * One metric of an autoscaler: what it aims at, and what it has last seen.
   *
   * @param resource {@code cpu} or {@code memory}
   * @param target in percent of what the pods ask for, or else the average of a pod: in thousandths
   *     of a CPU, or in bytes
   * @param current in the same measure as the target; null while it is unknown
   */
  public record Metric(String resource, boolean percent, long target, @Nullable Long current) {

    /** How many times the target is used; one is just right. Not a number while it is unknown. */
    public double ratio() {
      return current == null ? Double.NaN : (double) current / target;
    }

    public boolean known() {
      return current != null;
    }

    @Override
    public String toString() {
      String unit = percent ? " %" : "";
      return Texts.of(
          "%s %s%s of %d%s", resource, current == null ? "unknown" : current, unit, target, unit);
    }
  }
}

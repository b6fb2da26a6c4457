package kubetraining.probe;

import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;

/**
 * One metric of an autoscaler: what it aims at, and what it has last seen.
 *
 * @param resource {@code cpu} or {@code memory}
 * @param target in percent of what the pods ask for, or else the average of a pod: in thousandths
 *     of a CPU, or in bytes
 * @param current in the same measure as the target; null while it is unknown
 */
public record MetricSeen(String resource, boolean percent, long target, @Nullable Long current) {

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

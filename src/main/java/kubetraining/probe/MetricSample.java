package kubetraining.probe;

import java.util.Map;
import kubetraining.host.Texts;

/**
 * One row of an answer of Prometheus.
 *
 * @param labels which thing this is about
 * @param value its number
 */
public record MetricSample(Map<String, String> labels, double value) {

  /** The value of a label, empty if it has none of that name. */
  public String label(String name) {
    return labels.getOrDefault(name, "");
  }

  @Override
  public String toString() {
    return Texts.of("%s = %s", labels, value);
  }
}

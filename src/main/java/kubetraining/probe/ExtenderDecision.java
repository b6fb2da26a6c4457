package kubetraining.probe;

import java.util.Map;
import java.util.Optional;

/**
 * What the extender was asked about one pod, and what it answered, by its own log.
 *
 * @param uid of the pod, which tells it from an earlier one of the same name
 * @param received temperature of each node that it was asked about, in that order; infinite if
 *     unknown
 * @param chosen the node that it left, or empty if none
 * @param celsius the temperature that it names with its choice; infinite if unknown
 */
public record ExtenderDecision(
    String namespace,
    String pod,
    String uid,
    Map<String, Double> received,
    Optional<String> chosen,
    double celsius) {

  /** The coldest of the temperatures that it received; infinite if it knew none. */
  public double lowest() {
    return received.values().stream()
        .mapToDouble(Double::doubleValue)
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }
}

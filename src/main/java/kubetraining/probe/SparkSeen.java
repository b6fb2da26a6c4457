package kubetraining.probe;

import java.util.List;
import java.util.Optional;
import kubetraining.host.Texts;

/**
 * A Spark job as its pods showed it.
 *
 * @param executors in the order in which they appeared
 * @param mostAtOnce the largest number of executors that ran at the same moment
 */
public record SparkSeen(Optional<PodLife> driver, List<PodLife> executors, int mostAtOnce) {

  /** The executors that were seen running. */
  public List<PodLife> executorsThatRan() {
    return executors.stream().filter(PodLife::ran).toList();
  }

  @Override
  public String toString() {
    return Texts.of(
        "driver: %s; executors: %s; at most %d ran at once",
        driver.map(PodLife::toString).orElse("none"), executors, mostAtOnce);
  }
}

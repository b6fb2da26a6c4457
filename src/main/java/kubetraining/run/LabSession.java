package kubetraining.run;

import java.util.Optional;
import kubetraining.cluster.TrainingCluster;
import kubetraining.lab.LabFacts;

/** The lab of this run, up and with its cluster. */
public interface LabSession {
  LabInfo info();

  LabFacts facts();

  TrainingCluster cluster();

  /** About how many USD an hour of it costs; empty if it costs nothing. */
  default Optional<Double> hourlyPrice() {
    return Optional.empty();
  }
}

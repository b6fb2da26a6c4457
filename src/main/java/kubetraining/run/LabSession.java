package kubetraining.run;

import kubetraining.cluster.TrainingCluster;
import kubetraining.lab.LabFacts;

/** The lab of this run, up and with its cluster. */
public interface LabSession {
  LabInfo info();

  LabFacts facts();

  TrainingCluster cluster();
}

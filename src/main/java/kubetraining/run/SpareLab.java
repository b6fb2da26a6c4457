package kubetraining.run;

import java.util.List;
import kubetraining.lab.LabFacts;
import kubetraining.lab.Leftover;

/** A second, small lab without Kubernetes, on which giving back can be shown. */
public interface SpareLab {
  String name();

  LabFacts facts();

  /** Gives it back and waits until it is gone. Safe to repeat. */
  void release();

  /** What still carries its tag. */
  List<Leftover> leftovers();
}

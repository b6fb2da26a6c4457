package kubetraining.lab;

import java.util.List;
import java.util.Optional;

/** Brings machines up and gives them back. */
public interface LabProvider {
  /** The machines of a lab that runs already, whole and healthy; empty if there is none. */
  Optional<List<Machine>> find(String labName);

  /**
   * Brings up the machines of {@code spec} and waits until the provider says they are healthy. On
   * failure everything made so far is given back before the exception leaves.
   */
  List<Machine> provision(LabSpec spec);

  /** Gives back everything of a lab, by its tag, and waits until it is gone. Safe to repeat. */
  void release(String labName);

  /** What still exists of this lab, by its tag. Empty is the proof that nothing is left. */
  List<Leftover> leftovers(String labName);

  /** Everything of ours, of any lab, that the provider still holds. */
  List<Leftover> leftovers();
}

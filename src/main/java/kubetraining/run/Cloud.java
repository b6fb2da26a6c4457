package kubetraining.run;

import java.util.List;
import java.util.Optional;
import kubetraining.lab.LabEngine;
import kubetraining.lab.LabFacts;
import kubetraining.lab.LabProvider;
import kubetraining.lab.Lease;
import kubetraining.lab.Leftover;

/** Where the machines of one lab come from, and what that place needs itself. */
interface Cloud extends AutoCloseable {
  LabProvider provider();

  LabFacts facts();

  /** The range the lab's own network takes. */
  String networkRange();

  /** The container engine its machines are on, where it is one. */
  default Optional<LabEngine> engine() {
    return Optional.empty();
  }

  /** What so many of its machines cost; empty if they cost nothing. */
  default Optional<Budget> budget(int machines) {
    return Optional.empty();
  }

  /** Whether machines may look up names of the outside world. */
  boolean outsideNames();

  /** Where its machines fetch what they do not have; those of a lab without a way out have all. */
  default Mirrors mirrors() {
    return new Mirrors(Optional.empty(), Optional.empty());
  }

  /** The new lease of machines, if they had stopped and were started again for this. */
  default Optional<Lease> woken() {
    return Optional.empty();
  }

  /** Gives back the lab, and then what the cloud itself needed for it. Safe to repeat. */
  void giveBack();

  /** What still exists of this lab, machines and all that carried them. */
  List<Leftover> leftovers();

  /** Lets go of connections; the lab stays as it is. */
  @Override
  void close();
}

package kubetraining.run;

import java.util.List;
import kubetraining.lab.LabFacts;
import kubetraining.lab.LabFolder;
import kubetraining.lab.Leftover;

/** The second lab, of one machine. */
record SpareMachine(String name, Cloud cloud, LabFolder folder) implements SpareLab {

  @Override
  public LabFacts facts() {
    return cloud.facts();
  }

  @Override
  public void release() {
    cloud.giveBack();
    folder.delete();
  }

  @Override
  public List<Leftover> leftovers() {
    return cloud.leftovers();
  }
}

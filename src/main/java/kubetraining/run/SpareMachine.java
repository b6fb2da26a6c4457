package kubetraining.run;

import java.util.List;
import java.util.function.Supplier;
import kubetraining.lab.LabFacts;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabLock;
import kubetraining.lab.Leftover;

/** The second lab, of one machine. It has a lock of its own, as every lab. */
record SpareMachine(LabFolder folder, LabLock lock, Cloud cloud)
    implements SpareLab, AutoCloseable {

  static SpareMachine open(LabFolder folder, String doing, Supplier<Cloud> cloud) {
    var lock = LabLock.take(folder, doing);
    try {
      // Before anything is made, so that a run that is killed leaves a trace of it.
      return new SpareMachine(folder.create(), lock, cloud.get());
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** A run that was killed may have left its spare lab, which nobody else would find. */
  static void clear(LabFolder folder, String doing, Remains remains) {
    if (!folder.exists()) {
      return;
    }
    var lock = LabLock.take(folder, doing);
    try {
      remains.remove(folder.lab());
    } finally {
      lock.close();
    }
  }

  @Override
  public String name() {
    return folder.lab();
  }

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

  @Override
  public void close() {
    cloud.close();
    lock.close();
  }
}

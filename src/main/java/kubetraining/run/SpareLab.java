package kubetraining.run;

import java.util.List;
import java.util.function.Supplier;
import kubetraining.lab.LabFacts;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabLock;
import kubetraining.lab.Leftover;

/**
 * A second, small lab without Kubernetes, on which giving back can be shown. It has a lock of its
 * own, as every lab.
 */
public record SpareLab(LabFolder folder, LabLock lock, Cloud cloud) implements AutoCloseable {
  static SpareLab open(LabFolder folder, String doing, Supplier<Cloud> cloud) {
    var lock = LabLock.take(folder, doing);
    try {
      // Before anything is made, so that a run that is killed leaves a trace of it.
      return new SpareLab(folder.create(), lock, cloud.get());
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  public String name() {
    return folder.lab();
  }

  public LabFacts facts() {
    return cloud.facts();
  }

  /** Gives it back and waits until it is gone. Safe to repeat. */
  public void release() {
    cloud.giveBack();
    folder.delete();
  }

  /** What still carries its tag. */
  public List<Leftover> leftovers() {
    return cloud.leftovers();
  }

  @Override
  public void close() {
    cloud.close();
    lock.close();
  }
}

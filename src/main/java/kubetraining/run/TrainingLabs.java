package kubetraining.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import kubetraining.artifact.Wanted;
import kubetraining.cluster.TrainingCluster;
import kubetraining.config.TrainingConfig;
import kubetraining.host.Texts;
import kubetraining.lab.ForeignLabException;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabLock;
import kubetraining.lab.Leftover;
import kubetraining.lab.Teardown;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;
import org.jspecify.annotations.Nullable;

/** The lab of one run, from the lock on its name to the proof that nothing is left. */
final class TrainingLabs implements Labs {
  private final TrainingConfig config;
  private final String doing;
  private final Progress progress;
  private final Waits waits;
  private final LabFolder folder;
  private final LabBringUp bringUp;
  private final Clouds clouds;
  private final ReentrantLock monitor = new ReentrantLock();
  private volatile @Nullable Thread opener;
  private @Nullable LabLock lock;
  private @Nullable Cloud cloud;
  private @Nullable TrainingCluster cluster;
  private @Nullable SpareMachine spare;
  private @Nullable Wanted wanted;
  private boolean keptBefore;
  private boolean givenBack;

  TrainingLabs(TrainingConfig config, String doing, Progress progress, Waits waits) {
    this.config = config;
    this.doing = doing;
    this.progress = progress;
    this.waits = waits.times(config.patience());
    this.folder = LabFolder.of(config.folders().state(), config.labName());
    this.bringUp = new LabBringUp(config, progress, this.waits);
    this.clouds = new Clouds(config, this::wanted, progress, this.waits.ofLab());
  }

  @Override
  public TrainingConfig config() {
    return config;
  }

  @Override
  public String name() {
    return config.labName();
  }

  @Override
  public boolean kept() {
    return config.keepLab() || keptBefore;
  }

  @Override
  public boolean resumed() {
    return keptBefore;
  }

  @Override
  public void isFor(Wanted what) {
    wanted = what;
  }

  /** Whoever finds a lab up does not want more on it than they say. */
  private Wanted wanted() {
    if (wanted != null) {
      return wanted;
    }
    return keptBefore ? Wanted.LAB : Wanted.EVERYTHING;
  }

  @Override
  public LabSession open() {
    return opening(
        () -> {
          var running = cluster == null ? bringUp() : cluster;
          cluster = running;
          return new OpenLab(config, reach(), clouds::artifacts, running);
        });
  }

  /** Whoever releases the lab interrupts this. */
  private <T> T opening(Supplier<T> work) {
    monitor.lock();
    opener = Thread.currentThread();
    try {
      return work.get();
    } finally {
      opener = null;
      monitor.unlock();
    }
  }

  private TrainingCluster bringUp() {
    attach();
    givenBack = false;
    if (keptBefore) {
      return KeptLab.goOn(folder, () -> bringUp.resume(folder, reach(), clouds));
    }
    SpareMachine.clear(spareFolder(), doing, new Remains(config, progress, waits));
    try {
      return bringUp.fresh(folder, reach(), clouds);
    } catch (ForeignLabException e) {
      folder.delete();
      throw e;
    } catch (RuntimeException | Error e) {
      FailedBootstrap.keep(folder, config.folders().reports());
      giveBackAfter(e);
      throw e;
    }
  }

  /** Takes the lock and reaches the cloud; brings nothing up. */
  void attach() {
    if (lock == null) {
      OwnFolders.require(config);
      lock = LabLock.take(folder, doing);
    }
    // First of all: whatever fails from here on, a lab that was kept stays.
    keptBefore = KeptLab.isKept(folder);
    LabKinds.require(folder, config.lab());
    KeptLab.require(folder, TrainingConfig.KUBERNETES);
    reach();
  }

  private Cloud reach() {
    if (cloud == null) {
      cloud = keptBefore ? KeptLab.wake(folder, clouds) : clouds.open(name(), LabBringUp.MACHINES);
    }
    return cloud;
  }

  /** An interrupt must not stop the giving back: what stays costs. */
  private void giveBackAfter(Throwable failure) {
    boolean interrupted = Thread.interrupted();
    try {
      giveBack();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public SpareLab openSpare() {
    return opening(
        () -> {
          closeSpare();
          var made =
              SpareMachine.open(spareFolder(), doing, () -> clouds.open(spareFolder().lab(), 1));
          spare = made;
          bringUp.machines(made.folder(), made.cloud(), 1);
          return made;
        });
  }

  private void tellCost() {
    folder
        .readRecord()
        .flatMap(record -> Budget.soFar(record, Instant.now()))
        .ifPresent(cost -> progress.note(Texts.of("lab '%s', %s", name(), cost)));
  }

  /** That of an earlier scenario, which has given it back. */
  private void closeSpare() {
    if (spare != null) {
      spare.release();
      spare.close();
      spare = null;
    }
  }

  private LabFolder spareFolder() {
    return LabFolder.of(config.folders().state(), name() + "-spare");
  }

  @Override
  public void keep() {
    monitor.lock();
    try {
      if (cluster != null) {
        KeptLab.keep(folder);
        tellCost();
      }
      if (spare != null) {
        spare.release();
      }
    } finally {
      monitor.unlock();
    }
  }

  @Override
  public void release() {
    Thread bringingUp = opener;
    if (bringingUp != null && bringingUp != Thread.currentThread()) {
      bringingUp.interrupt();
    }
    monitor.lock();
    try {
      giveBack();
    } finally {
      monitor.unlock();
    }
  }

  private void giveBack() {
    // Newest first, and a step that fails keeps none of the others from being tried.
    var steps = new Teardown();
    // A lab that was kept is somebody's work: only ./training down gives it back.
    if (cloud != null && !givenBack && !keptBefore) {
      var held = cloud;
      // Only what is gone is forgotten: the folder is the way to what is left.
      steps.push(
          Texts.of("give back lab '%s'", name()),
          () -> {
            tellCost();
            progress.phase(Texts.of("give back lab '%s'", name()), held::giveBack);
            folder.delete();
          });
    }
    if (spare != null) {
      steps.push(Texts.of("give back lab '%s'", spare.name()), spare::release);
    }
    if (cluster != null) {
      steps.push("close the connections to the cluster", cluster::close);
      cluster = null;
    }
    steps.close();
    givenBack = cloud != null;
  }

  @Override
  public Optional<String> imageUnavailable(String reference) {
    return clouds.unavailable(reference, Optional.ofNullable(cluster));
  }

  @Override
  public List<Leftover> leftovers() {
    monitor.lock();
    try {
      return Stream.concat(
              Stream.ofNullable(cloud).flatMap(each -> each.leftovers().stream()),
              Stream.ofNullable(spare).flatMap(each -> each.leftovers().stream()))
          .toList();
    } finally {
      monitor.unlock();
    }
  }

  @Override
  public void close() {
    monitor.lock();
    try {
      if (cluster != null) {
        cluster.close();
        cluster = null;
      }
      if (cloud != null) {
        cloud.close();
        cloud = null;
      }
      if (spare != null) {
        spare.close();
        spare = null;
      }
      if (lock != null) {
        lock.close();
        lock = null;
      }
    } finally {
      monitor.unlock();
    }
  }
}

package kubetraining.run;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import kubetraining.artifact.recipe.Wanted;
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

/**
 * The labs of one run, from the lock on a name to the proof that nothing is left. Settings are read
 * and checked; nothing is brought up before it is asked.
 */
public class Labs implements AutoCloseable {
  private final TrainingConfig config;
  final String doing;
  final Progress progress;
  final Waits waits;
  private final LabFolder folder;
  private final LabBringUp bringUp;
  private final Clouds clouds;
  private volatile @Nullable Thread opener;
  private @Nullable LabLock lock;
  private @Nullable Cloud cloud;
  private @Nullable TrainingCluster cluster;
  private @Nullable SpareLab spare;
  private @Nullable Wanted wanted;
  private boolean keptBefore;
  private boolean givenBack;

  /**
   * The labs of these settings.
   *
   * @param doing what is done with them, for whoever finds them taken
   */
  public Labs(TrainingConfig config, String doing, Progress progress, Waits waits) {
    this.config = config;
    this.doing = doing;
    this.progress = progress;
    this.waits = waits.times(config.patience());
    this.folder = LabFolder.of(config.folders().state(), config.labName());
    this.clouds = new Clouds(config, this::wanted, progress, this.waits.ofLab());
    this.bringUp = new LabBringUp(config, progress, this.waits, clouds);
  }

  /**
   * Reads the settings.
   *
   * @throws kubetraining.config.ConfigException if one of them is wrong
   */
  public static Labs load(Progress progress, Waits waits) {
    var config = TrainingConfig.load();
    String doing = config.observe() ? "training observe" : "mvn verify";
    return config.existing().isPresent()
        ? new ExistingLabs(config, doing, progress, waits)
        : new Labs(config, doing, progress, waits);
  }

  /** The settings these are the labs of. */
  public TrainingConfig config() {
    return config;
  }

  /** The name of the lab. */
  public String name() {
    return config.labName();
  }

  /** Where is noted what commands of the guide have made in the cluster. */
  Path ledger() {
    return folder.ledger();
  }

  /** Where this computer keeps what it knows of the lab. */
  LabFolder folder() {
    return folder;
  }

  /** Whether the lab stays up after the run: because that was asked, or it was kept before. */
  public boolean kept() {
    return config.keepLab() || keptBefore;
  }

  /** Whether this run goes on with a lab that was kept. */
  public boolean resumed() {
    return keptBefore;
  }

  /**
   * Says what the lab is for: only that is made, and brought to a lab that was kept. Who says
   * nothing gets a lab for everything, and nothing new on a lab that was kept.
   */
  public void isFor(Wanted what) {
    wanted = what;
  }

  /** Whoever finds a lab up does not want more on it than they say. */
  Wanted wanted() {
    return wanted != null ? wanted : keptBefore ? Wanted.LAB : Wanted.EVERYTHING;
  }

  /**
   * Finds the lab of that name if it was kept, or brings it up. On failure all is given back first,
   * but for a lab that was kept.
   *
   * @throws KeptLabException if a lab was kept and cannot be gone on with
   */
  public LabSession open() {
    return opening(
        () -> {
          cluster = cluster == null ? bringUp() : cluster;
          return session(reach(), cluster);
        });
  }

  private LabSession session(Cloud of, TrainingCluster running) {
    var version = running.client().getKubernetesVersion().getGitVersion();
    var info =
        new LabSession.Info(
            config.lab().word(),
            name(),
            version,
            running.machines(),
            () -> clouds.images(of),
            Optional.empty());
    var price = of.budget(running.machines().size()).flatMap(Budget::hourly);
    return new LabSession(info, running, LabAccess.of(running, of::facts), price);
  }

  /** Whoever releases the lab interrupts this. */
  private synchronized <T> T opening(Supplier<T> work) {
    opener = Thread.currentThread();
    try {
      return work.get();
    } finally {
      opener = null;
    }
  }

  private TrainingCluster bringUp() {
    attach();
    givenBack = false;
    if (keptBefore) {
      return KeptLab.goOn(folder, () -> bringUp.resume(folder, reach()));
    }
    // A run that was killed may have left its spare lab, which nobody else would find.
    if (spareFolder().exists()) {
      new LabControl(config, progress, waits).giveBack(spareFolder(), doing);
    }
    try {
      return bringUp.fresh(folder, reach());
    } catch (ForeignLabException e) {
      folder.delete();
      throw e;
    } catch (RuntimeException | Error e) {
      bringUp.keepWords(folder);
      giveBackAfter(e);
      throw e;
    }
  }

  /** Takes the lock and reaches the cloud; brings nothing up. */
  private void attach() {
    if (lock == null) {
      Doctor.requireOwnFiles(config);
      lock = LabLock.take(folder, doing);
    }
    // First of all: whatever fails from here on, a lab that was kept stays.
    keptBefore = KeptLab.isKept(folder);
    LabKinds.require(folder, config.lab());
    KeptLab.require(folder);
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

  /** Brings up a second lab of one machine, under a name of its own. */
  public SpareLab openSpare() {
    return opening(
        () -> {
          closeSpare();
          spare = SpareLab.open(spareFolder(), doing, () -> clouds.open(spareFolder().lab(), 1));
          bringUp.machines(spareFolder(), spare.cloud(), 1);
          return spare;
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

  /** Leaves the lab up on purpose, for a later run to go on with. */
  public synchronized void keep() {
    if (cluster != null) {
      KeptLab.keep(folder);
      tellCost();
    }
    if (spare != null) {
      spare.release();
    }
  }

  /**
   * Gives the lab back, whatever state it is in, also half made; safe to repeat, and when none. One
   * that was kept before stays.
   */
  public void release() {
    Thread bringingUp = opener;
    if (bringingUp != null && bringingUp != Thread.currentThread()) {
      bringingUp.interrupt();
    }
    giveBack();
  }

  private synchronized void giveBack() {
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

  /**
   * Why a container image is not on the machines of the lab, and what to do about it; empty if it
   * is, or if machines fetch images themselves.
   *
   * @param reference the name that manifests use, for instance {@code
   *     docker.io/grafana/grafana:13.1.3}
   */
  public Optional<String> imageUnavailable(String reference) {
    return clouds.unavailable(reference, Optional.ofNullable(cluster));
  }

  /** What still carries the tag of the lab, or of its spare. */
  public synchronized List<Leftover> leftovers() {
    return Stream.concat(
            Stream.ofNullable(cloud).flatMap(each -> each.leftovers().stream()),
            Stream.ofNullable(spare).flatMap(each -> each.leftovers().stream()))
        .toList();
  }

  /** Lets go of connections and of the lock; the lab stays as it is. */
  @Override
  public synchronized void close() {
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
  }
}

package kubetraining.run;

import java.util.List;
import java.util.Optional;
import kubetraining.artifact.Wanted;
import kubetraining.config.TrainingConfig;
import kubetraining.lab.Leftover;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;

/** The labs of one run. Settings are read and checked; nothing is brought up before it is asked. */
public interface Labs extends AutoCloseable {
  /**
   * Reads the settings.
   *
   * @throws kubetraining.config.ConfigException if one of them is wrong
   */
  static Labs load(Progress progress, Waits waits) {
    return of(TrainingConfig.load(), "mvn verify", progress, waits);
  }

  /**
   * The labs of these settings.
   *
   * @param doing what is done with them, for whoever finds them taken
   */
  static Labs of(TrainingConfig config, String doing, Progress progress, Waits waits) {
    return new TrainingLabs(config, doing, progress, waits);
  }

  /** The settings these are the labs of. */
  TrainingConfig config();

  /** The name of the lab. */
  String name();

  /** Whether the lab stays up after the run: because that was asked, or it was kept before. */
  boolean kept();

  /** Whether this run goes on with a lab that was kept. */
  boolean resumed();

  /**
   * Says what the lab is for: only that is made, and brought to a lab that was kept. Who says
   * nothing gets a lab for everything, and nothing new on a lab that was kept.
   */
  void isFor(Wanted what);

  /**
   * Finds the lab of that name if it was kept, or brings it up. On failure all is given back first,
   * but for a lab that was kept.
   *
   * @throws KeptLabException if a lab was kept and cannot be gone on with
   */
  LabSession open();

  /** Brings up a second lab of one machine, under a name of its own. */
  SpareLab openSpare();

  /** Leaves the lab up on purpose, for a later run to go on with. */
  void keep();

  /**
   * Gives the lab back, whatever state it is in, also half made; safe to repeat, and when none. One
   * that was kept before stays.
   */
  void release();

  /**
   * Why a container image is not on the machines of the lab, and what to do about it; empty if it
   * is, or if machines fetch images themselves.
   *
   * @param reference the name that manifests use, for instance {@code
   *     docker.io/grafana/grafana:13.1.3}
   */
  Optional<String> imageUnavailable(String reference);

  /** What still carries the tag of the lab, or of its spare. */
  List<Leftover> leftovers();

  /** Lets go of connections and of the lock; the lab stays as it is. */
  @Override
  void close();
}

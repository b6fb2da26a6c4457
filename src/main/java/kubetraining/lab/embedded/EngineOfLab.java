package kubetraining.lab.embedded;

import java.nio.file.Path;
import java.util.Optional;
import kubetraining.host.Texts;
import kubetraining.lab.DamagedRecordException;
import kubetraining.lab.LabEngine;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabRecord;
import kubetraining.lab.LabUnavailableException;

/** Keeps whoever asks one container engine from judging a lab that is on another. */
public final class EngineOfLab {
  private EngineOfLab() {}

  /**
   * Does nothing if the engine that the settings name could be the lab's; starts none.
   *
   * @throws LabUnavailableException saying where the lab is and how to reach it
   */
  public static void requireReachable(LabFolder folder) {
    var situation = EngineSituation.look();
    var home = home(folder);
    if (!situation.answers()
        && home.filter(engine -> !engine.address().equals(situation.host())).isPresent()) {
      throw elsewhere(folder, home.get(), "nothing answers at " + situation.address());
    }
  }

  /** Does nothing if the lab is on that engine, or if its engine is not known. */
  static void require(LabFolder folder, LabEngine asked) {
    home(folder)
        .filter(home -> !home.is(asked))
        .ifPresent(
            home -> {
              throw elsewhere(
                  folder, home, Texts.of("another one answers at %s now", asked.address()));
            });
  }

  static Optional<LabEngine> home(LabFolder folder) {
    try {
      return folder.readRecord().flatMap(LabRecord::engine);
    } catch (DamagedRecordException e) {
      // Who goes on with the lab is told that elsewhere; who gives it back need not know.
      return Optional.empty();
    }
  }

  private static LabUnavailableException elsewhere(LabFolder folder, LabEngine home, String seen) {
    Path path = folder.path();
    return new LabUnavailableException(
        Texts.of(
            "lab '%1$s' is on the container engine that was at %2$s when it was made (with data in"
                + " %3$s), and %4$s. Nothing was changed.%nType: export DOCKER_HOST=%2$s   (if that"
                + " engine is gone for good, forget the lab: rm -r %5$s)",
            folder.lab(), home.address(), home.data(), seen, path));
  }
}

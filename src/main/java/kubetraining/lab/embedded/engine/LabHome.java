package kubetraining.lab.embedded.engine;

import java.util.Optional;
import kubetraining.host.Texts;
import kubetraining.lab.DamagedRecordException;
import kubetraining.lab.LabEngine;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabRecord;
import kubetraining.lab.LabUnavailableException;

/** On which container engine a lab is, so that no other is taken for it. */
public record LabHome(LabFolder folder) {
  /** The engine that the lab was made on, if that is known. */
  public Optional<LabEngine> engine() {
    try {
      return folder.readRecord().flatMap(LabRecord::engine);
    } catch (DamagedRecordException e) {
      // Who goes on with the lab is told that elsewhere; who gives it back need not know.
      return Optional.empty();
    }
  }

  /**
   * Does nothing if the engine that the settings name could be the lab's; starts none.
   *
   * @throws LabUnavailableException saying where the lab is and how to reach it
   */
  public void requireReachable() {
    requireReachable(EngineSituation.look());
  }

  public void requireReachable(EngineSituation seen) {
    var home = engine();
    if (!seen.answers()
        && home.filter(engine -> !engine.address().equals(seen.address().host())).isPresent()) {
      throw elsewhere(home.get(), "nothing answers at " + seen.address());
    }
  }

  /** Does nothing if the lab is on that engine, or if its engine is not known. */
  public void require(LabEngine asked) {
    var other = engine().filter(home -> !home.is(asked));
    if (other.isPresent()) {
      String seen = Texts.of("another one answers at %s now", asked.address());
      throw elsewhere(other.get(), seen);
    }
  }

  private LabUnavailableException elsewhere(LabEngine home, String seen) {
    return new LabUnavailableException(
        "lab '%1$s' is on the container engine that was at %2$s when it was made (with data in"
            + " %3$s), and %4$s. Nothing was changed.%nType: export DOCKER_HOST=%2$s   (if that"
            + " engine is gone for good, forget the lab: rm -r %5$s)",
        folder.lab(), home.address(), home.data(), seen, folder.path());
  }
}

package kubetraining.steps;

import java.nio.file.Path;
import kubetraining.config.ConfigException;
import kubetraining.config.TrainingConfig;

/**
 * Refuses what cannot be meant, settings or selection, before even the unit tests run. The suite
 * checks the same again, as it may be started in other ways.
 */
public final class Preflight {
  private Preflight() {}

  /**
   * Takes the folder of the project.
   *
   * @throws RunRefusedException whose message says what to type instead
   */
  public static void main(String[] arguments) {
    try {
      TrainingConfig.load();
    } catch (ConfigException e) {
      throw new RunRefusedException(e.getMessage());
    }
    new Selection(
            FeatureCatalogue.read(Path.of(arguments[0]).resolve("features")),
            System.getProperty("cucumber.filter.tags", ""),
            System.getProperty("cucumber.filter.name", ""))
        .plan();
  }
}

package kubetraining.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kubetraining.config.ConfigException;
import kubetraining.config.TrainingConfig;

/**
 * Refuses what cannot be meant, settings or selection, before even the unit tests run. The suite
 * checks the same again, as it may be started in other ways.
 */
public final class Preflight {
  private Preflight() {}

  /**
   * Takes the folder of the project. When the build is refused, the report of an earlier run goes,
   * so that nobody takes it for this one's.
   *
   * @throws RunRefusedException whose message says what to type instead
   */
  public static void main(String[] arguments) throws IOException {
    Path project = Path.of(arguments[0]);
    try {
      check(project);
    } catch (ConfigException | RunRefusedException e) {
      for (String report : List.of("progress.json", "progress.md")) {
        Files.deleteIfExists(project.resolve("reports").resolve(report));
      }
      throw new RunRefusedException(e.getMessage());
    }
  }

  private static void check(Path project) {
    var config = TrainingConfig.load();
    new Selection(
            FeatureCatalogue.read(project.resolve("features")),
            System.getProperty("cucumber.filter.tags", ""),
            System.getProperty("cucumber.filter.name", ""))
        .plan(config.allowNotAttempted());
  }
}

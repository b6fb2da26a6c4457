package kubetraining.run;

import java.nio.file.Path;
import kubetraining.config.ConfigException;
import kubetraining.config.ExistingSettings;
import kubetraining.config.TrainingConfig;
import kubetraining.existing.ExistingCluster;
import kubetraining.guide.Asked;
import kubetraining.guide.FeatureCatalogue;
import kubetraining.guide.RunRefusedException;
import kubetraining.guide.Selection;
import kubetraining.report.ReportFiles;

/**
 * Refuses what cannot be meant, settings or selection, before even the unit tests run. The suite
 * checks the same again, as it may be started in other ways.
 */
public final class Preflight {
  private Preflight() {}

  /**
   * Takes the folder of the project. When the build is refused, the report of an earlier run goes,
   * so that nobody takes it for this one's; that of a run under way stays.
   *
   * @throws RunRefusedException whose message says what to type instead
   */
  public static void main(String[] arguments) {
    Path project = Path.of(arguments[0]);
    try {
      check(project);
    } catch (ConfigException | RunRefusedException e) {
      new ReportFiles(project.resolve("reports")).withdraw();
      throw new RunRefusedException(e.getMessage());
    }
  }

  private static void check(Path project) {
    var config = TrainingConfig.load(project);
    new Selection(FeatureCatalogue.read(project.resolve("features")), Asked.ofProcess())
        .plan(config.allowNotAttempted());
    config.existing().ifPresent(settings -> adapt(config, settings));
  }

  /** Looks at a cluster that exists already, and writes the guide for it. */
  private static void adapt(TrainingConfig config, ExistingSettings settings) {
    try (var cluster = ExistingCluster.open(settings.kubeconfig(), settings.context())) {
      ClusterGuide.of(config, cluster).requireAccount().write();
    }
  }
}

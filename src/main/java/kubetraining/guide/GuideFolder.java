package kubetraining.guide;

import java.nio.file.Path;
import kubetraining.config.ConfigException;
import kubetraining.config.LabKind;
import kubetraining.config.TrainingConfig;

/**
 * Where the guide of a run is. On a cluster that exists already, that is a copy with the names of
 * its nodes, which is made before the run.
 */
public final class GuideFolder {
  private GuideFolder() {}

  /** The features of this process's run; {@code features}, unless they are made for a cluster. */
  public static Path features(Path features) {
    try {
      var config = TrainingConfig.load();
      return config.lab() == LabKind.EXISTING ? adapted(config).resolve("features") : features;
    } catch (ConfigException e) {
      return features; // whoever begins the run says so
    }
  }

  /** The folder for a copy of features and manifests. */
  public static Path adapted(TrainingConfig config) {
    return config.folders().project().resolve("target/guide");
  }
}

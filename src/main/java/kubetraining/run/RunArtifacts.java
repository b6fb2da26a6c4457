package kubetraining.run;

import java.util.Locale;
import kubetraining.artifact.ArtifactSettings;
import kubetraining.artifact.Artifacts;
import kubetraining.artifact.SourceChoice;
import kubetraining.config.TrainingConfig;
import kubetraining.progress.Progress;

/** Opens the artifacts that the settings ask for. */
final class RunArtifacts {
  private RunArtifacts() {}

  static Artifacts open(TrainingConfig config, Progress progress) {
    return Artifacts.open(settings(config), progress);
  }

  static ArtifactSettings settings(TrainingConfig config) {
    return new ArtifactSettings(
        SourceChoice.valueOf(config.artifacts().source().toUpperCase(Locale.ROOT)),
        config.folders().project().resolve("artifacts"),
        config.folders().cache(),
        config.artifacts().imageMirror(),
        config.artifacts().binaryMirror());
  }
}

package kubetraining.run;

import java.util.Optional;
import kubetraining.artifact.Artifacts;
import kubetraining.config.LabKind;
import kubetraining.config.TrainingConfig;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;
import org.jspecify.annotations.Nullable;

/** Opens the kind of cloud that the settings name, and once what its machines are made of. */
final class Clouds {
  private final TrainingConfig config;
  private final Progress progress;
  private final Waits waits;
  private @Nullable Artifacts artifacts;

  Clouds(TrainingConfig config, Progress progress, Waits waits) {
    this.config = config;
    this.progress = progress;
    this.waits = waits;
  }

  Cloud open(String lab) {
    return config.lab() == LabKind.AWS
        ? AwsCloud.open(config, lab, progress, waits)
        : EmbeddedLabCloud.open(config, lab, this::artifacts, progress, waits);
  }

  /**
   * Opens the cloud of a lab that was kept, and removes nothing.
   *
   * @throws kubetraining.lab.LabNotWholeException if something of the lab is missing
   */
  Cloud wake(String lab) {
    return config.lab() == LabKind.AWS
        ? AwsCloud.open(config, lab, progress, waits)
        : EmbeddedLabCloud.wake(config, lab, this::artifacts, progress, waits);
  }

  /** Why an image cannot be had for the lab; on AWS machines fetch images themselves. */
  Optional<String> unavailable(String reference) {
    return config.lab() == LabKind.AWS ? Optional.empty() : artifacts().unavailable(reference);
  }

  synchronized Artifacts artifacts() {
    if (artifacts == null) {
      artifacts = RunArtifacts.open(config, progress);
    }
    return artifacts;
  }
}

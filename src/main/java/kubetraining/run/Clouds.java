package kubetraining.run;

import java.util.Optional;
import java.util.function.Supplier;
import kubetraining.artifact.Artifacts;
import kubetraining.artifact.MachineDownloads;
import kubetraining.artifact.Wanted;
import kubetraining.cluster.BareMachines;
import kubetraining.cluster.TrainingCluster;
import kubetraining.config.TrainingConfig;
import kubetraining.progress.Progress;
import kubetraining.remote.RemoteShell;
import kubetraining.wait.Waits;
import org.jspecify.annotations.Nullable;

/** Opens the kind of cloud that the settings name, and once what its machines are made of. */
final class Clouds {
  private final TrainingConfig config;
  private final Supplier<Wanted> wanted;
  private final Progress progress;
  private final Waits waits;
  private @Nullable Artifacts artifacts;
  private @Nullable TriedImages tried;

  /**
   * @param wanted what the lab is for, asked when artifacts are needed
   */
  Clouds(TrainingConfig config, Supplier<Wanted> wanted, Progress progress, Waits waits) {
    this.config = config;
    this.wanted = wanted;
    this.progress = progress;
    this.waits = waits;
  }

  /**
   * Opens the cloud of a lab that is to be made, and says what it costs.
   *
   * @param machines of how many machines it is to be
   * @throws kubetraining.lab.LabUnavailableException if that is too much; nothing was asked of it
   */
  Cloud open(String lab, int machines) {
    if (!config.lab().isAws()) {
      return EmbeddedLabCloud.open(config, lab, this::artifacts, progress, waits);
    }
    progress.note(AwsCloud.budget(config, machines).require(config.timeToLive()));
    return AwsCloud.open(config, lab, this::artifacts, progress, waits);
  }

  /**
   * Opens the cloud of a lab that was kept, and removes nothing.
   *
   * @throws kubetraining.lab.LabNotWholeException if something of the lab is missing
   */
  Cloud wake(String lab) {
    return config.lab().isAws()
        ? AwsCloud.wake(config, lab, this::artifacts, progress, waits)
        : EmbeddedLabCloud.wake(config, lab, this::artifacts, progress, waits);
  }

  /** Why an image cannot be had for the lab; where machines fetch images themselves, one tries. */
  Optional<String> unavailable(String reference, Optional<TrainingCluster> cluster) {
    return config.lab().isAws()
        ? cluster.flatMap(running -> triedImages().unavailable(reference, worker(running)))
        : artifacts().unavailable(reference);
  }

  private static RemoteShell worker(TrainingCluster cluster) {
    var machines = cluster.machines();
    return cluster.shell(machines.get(machines.size() - 1).name());
  }

  private synchronized TriedImages triedImages() {
    if (tried == null) {
      tried = new TriedImages(downloads(Mirrors.of(config)));
    }
    return tried;
  }

  /** What machines of that cloud get; empty if they are born with all of it. */
  Optional<BareMachines> bareMachines(Cloud cloud) {
    return cloud.outsideNames()
        ? Optional.of(
            new BareMachines(
                downloads(cloud.mirrors()), RunArtifacts.ownImages(config, wanted.get(), progress)))
        : Optional.empty();
  }

  private MachineDownloads downloads(Mirrors mirrors) {
    return MachineDownloads.of(
        RunArtifacts.settings(config).through(mirrors.images(), mirrors.binaries()), wanted.get());
  }

  synchronized Artifacts artifacts() {
    if (artifacts == null) {
      artifacts = RunArtifacts.open(config, wanted.get(), progress);
    }
    return artifacts;
  }
}

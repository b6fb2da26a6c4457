package kubetraining.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import kubetraining.artifact.Artifacts;
import kubetraining.artifact.recipe.ArtifactSettings;
import kubetraining.artifact.recipe.MachineDownloads;
import kubetraining.artifact.recipe.Wanted;
import kubetraining.cluster.BareMachines;
import kubetraining.cluster.TrainingCluster;
import kubetraining.config.LabKind;
import kubetraining.config.TrainingConfig;
import kubetraining.host.FileWork;
import kubetraining.host.ProjectFiles;
import kubetraining.host.Sha256;
import kubetraining.host.WholeFile;
import kubetraining.lab.LabFolder;
import kubetraining.lab.Lease;
import kubetraining.lab.embedded.cloud.EmbeddedCloud;
import kubetraining.lab.embedded.engine.EngineCheck;
import kubetraining.lab.embedded.engine.LabHome;
import kubetraining.progress.Progress;
import kubetraining.remote.RemoteShell;
import kubetraining.report.ProgressReport;
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
    if (config.lab().isAws()) {
      progress.note(Cloud.budget(config, machines).require(config.timeToLive()));
    }
    if (config.lab() == LabKind.AWS) {
      return Cloud.amazon(config, lab, progress, waits);
    }
    var settings = Cloud.settings(config, lab);
    new LabHome(LabFolder.of(settings.state(), lab)).requireReachable();
    requireEngine();
    var carrier = EmbeddedCloud.open(settings, this::artifacts, progress, waits);
    return Cloud.carriedBy(carrier, Optional.empty(), config, lab, progress, waits);
  }

  /**
   * Opens the cloud of a lab that was kept, starts what of it has stopped, and removes nothing.
   *
   * @throws kubetraining.lab.LabNotWholeException if something of the lab is missing
   */
  Cloud wake(String lab) {
    if (config.lab() == LabKind.AWS) {
      return Cloud.amazon(config, lab, progress, waits);
    }
    var settings = Cloud.settings(config, lab);
    requireEngine();
    var lease = Lease.of(config.timeToLive());
    // Who watches is to go on in seconds, and asks no registry what the machines have already.
    var folder = LabFolder.of(settings.state(), lab);
    boolean taught = config.observe() && isTaught(folder);
    var carrier = EmbeddedCloud.wake(settings, this::artifacts, taught, lease, progress, waits);
    if (!taught) {
      taught(folder);
    }
    var woken = Optional.of(lease).filter(any -> carrier.woken());
    return Cloud.carriedBy(carrier, woken, config, lab, progress, waits);
  }

  /** Whether its machines were given all that is wanted, of these recipes and from there. */
  boolean isTaught(LabFolder folder) {
    Path file = lesson(folder);
    return FileWork.get(
        "could not read " + file,
        () -> Files.exists(file) && Files.readString(file).equals(checksum()));
  }

  /** Keeps that they were. */
  void taught(LabFolder folder) {
    Path file = lesson(folder);
    FileWork.run("could not write " + file, () -> WholeFile.writePrivate(file, checksum()));
  }

  /** What the machines of a lab that is kept were given after they were made. */
  private static Path lesson(LabFolder folder) {
    return folder.path().resolve("lesson");
  }

  private String checksum() throws IOException {
    var tags = wanted.get().tags().map(TreeSet::new);
    var words = new StringBuilder(tags + "\n" + RunArtifacts.settings(config) + "\n");
    Path recipes = config.folders().project().resolve("artifacts");
    for (Path each : ProjectFiles.below(recipes)) {
      words.append(each).append(' ').append(Sha256.of(Files.readAllBytes(each))).append('\n');
    }
    return Sha256.of(words.toString());
  }

  /** An engine that cannot be had is told at once, before anything is built for it. */
  private void requireEngine() {
    var seen = EngineCheck.look(config.embedded().install());
    if (seen.stream().anyMatch(each -> each.what().equals("container engine") && !each.met())) {
      EngineCheck.refuse(seen, this::artifacts);
    }
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
      tried = new TriedImages(downloads(RunArtifacts.settings(config)));
    }
    return tried;
  }

  /** What machines of that cloud get; empty if they are born with all of it. */
  Optional<BareMachines> bareMachines(Cloud cloud) {
    if (!cloud.outsideNames()) {
      return Optional.empty();
    }
    var downloads = downloads(cloud.through(RunArtifacts.settings(config)));
    var own = RunArtifacts.ownImages(config, wanted.get(), progress);
    return Optional.of(new BareMachines(downloads, own, progress));
  }

  private MachineDownloads downloads(ArtifactSettings settings) {
    return MachineDownloads.of(settings, wanted.get());
  }

  /** The images that machines of that cloud are born with. */
  List<ProgressReport.Image> images(Cloud cloud) {
    return cloud.outsideNames()
        ? List.of()
        : artifacts().images().stream()
            .map(image -> new ProgressReport.Image(image.reference(), image.digest()))
            .toList();
  }

  synchronized Artifacts artifacts() {
    if (artifacts == null) {
      artifacts = RunArtifacts.open(config, wanted.get(), progress);
    }
    return artifacts;
  }
}

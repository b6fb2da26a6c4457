package kubetraining.lab.embedded;

import java.util.List;
import java.util.Optional;
import kubetraining.artifact.Artifacts;
import kubetraining.artifact.ImageArchive;
import kubetraining.artifact.Mirror;
import kubetraining.artifact.PlacedFile;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabNotWholeException;
import kubetraining.lab.Teardown;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;

/** The engine, and what of this lab can be asked without its API. */
record EngineGround(
    DockerEngine engine,
    EngineCapabilities capabilities,
    LabLabels labels,
    Ec2ApiServer server,
    EngineHoldings holdings) {

  static EngineGround open(
      EmbeddedSettings settings, Teardown undo, Progress progress, Waits waits) {
    var engine = new EngineInstaller(settings, progress, waits).engine();
    undo.push("close the connection to the container engine", engine::close);
    EngineOfLab.require(
        LabFolder.of(settings.state(), settings.labName()), engine.identity().engine());
    engine.identity().otherMake().ifPresent(progress::note);
    new KernelLimits(KernelLimits.HERE, settings.install()).suffice(progress);
    var capabilities = EngineCapabilities.look(engine);
    var labels = new LabLabels(settings.labName());
    return new EngineGround(
        engine,
        capabilities,
        labels,
        new Ec2ApiServer(engine, labels, progress, waits),
        new EngineHoldings(engine, waits));
  }

  /** What new machines are made of; makes what of it no run has made before. */
  MachineSource machines(Artifacts artifacts, EmbeddedSettings settings, Progress progress) {
    var parts = artifacts.machineParts();
    var bakery = new MachineBakery(engine, capabilities, labels, settings.cache(), progress);
    var image = bakery.image(parts);
    if (settings.rehearsal().isPresent()) {
      return bare(bakery.bare(artifacts.rehearsalParts()), image);
    }
    return source(
        image,
        PartsVolume.nameFor(parts),
        parts.allImages(),
        parts.sectionFiles(),
        settings,
        progress);
  }

  /** What the machines of a lab that was kept are made of, and have to learn now. */
  MachineSource machines(
      MachineContainer one, Artifacts artifacts, EmbeddedSettings settings, Progress progress) {
    if (settings.rehearsal().isPresent()) {
      return machines(artifacts, settings, progress);
    }
    var image = MachineImage.named(one.image());
    var volume = one.parts().filter(PartsVolume::isOne);
    if (image.isEmpty() || volume.isEmpty()) {
      throw new LabNotWholeException(
          "its machines were made by an earlier version of this project");
    }
    var parts = artifacts.machineParts();
    // Those of every lab are what it was made with.
    return source(
        image.get(), volume.get(), parts.sectionImages(), parts.sectionFiles(), settings, progress);
  }

  private MachineSource source(
      MachineImage image,
      String volume,
      List<ImageArchive> images,
      List<PlacedFile> files,
      EmbeddedSettings settings,
      Progress progress) {
    var oneAtATime = new OneAtATime(settings.cache(), "machine-image", progress);
    String seed =
        new PartsVolume(engine, capabilities, labels, volume, progress)
            .have(image.reference(), images, files, oneAtATime);
    return new ReadyMachines(image, volume, seed);
  }

  private static MachineSource bare(MachineImage image, MachineImage programs) {
    return new BareMachines(image, programs, ComputerResolvers.look());
  }

  /** The mirror of a lab whose machines know nothing, filled and served; empty of any other. */
  Optional<LabMirror> mirror(
      String range,
      MachineSource source,
      Artifacts artifacts,
      EmbeddedSettings settings,
      Progress progress,
      Waits waits) {
    return settings
        .rehearsal()
        .map(
            rehearsal -> {
              var mirror = new LabMirror(engine, labels, Ipv4Range.parse(range), waits);
              progress.phase(
                  "Fill the mirror",
                  () ->
                      mirror.serve(
                          source.programs(),
                          artifacts.rehearsalParts().registry(),
                          artifacts.machineParts(),
                          new Mirror(rehearsal.recipes(), progress)));
              return mirror;
            });
  }

  SleepingMachines sleeping(Progress progress) {
    return new SleepingMachines(engine, labels, server, progress);
  }
}

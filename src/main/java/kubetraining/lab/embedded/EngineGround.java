package kubetraining.lab.embedded;

import com.github.dockerjava.api.model.Mount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kubetraining.artifact.Artifacts;
import kubetraining.artifact.ImageArchive;
import kubetraining.artifact.MachineParts;
import kubetraining.artifact.Mirror;
import kubetraining.lab.Ipv4Range;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabNotWholeException;
import kubetraining.lab.Teardown;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;

/** What all parts of one lab's cloud stand on: its engine, its labels, and who is told of it. */
record EngineGround(
    EmbeddedSettings settings,
    DockerEngine engine,
    EngineCapabilities capabilities,
    LabLabels labels,
    Progress progress,
    Waits waits) {

  static EngineGround open(
      EmbeddedSettings settings, Teardown undo, Progress progress, Waits waits) {
    var engine = new EngineInstaller(settings, progress, waits).engine();
    undo.push("close the connection to the container engine", engine::close);
    EmbeddedLeftovers.requireHome(
        LabFolder.of(settings.state(), settings.labName()), engine.identity().engine());
    engine.identity().otherMake().ifPresent(progress::note);
    new KernelLimits(KernelLimits.HERE, settings.install()).suffice(progress);
    return new EngineGround(
        settings,
        engine,
        EngineCapabilities.look(engine),
        new LabLabels(settings.labName()),
        progress,
        waits);
  }

  Ec2ApiServer server() {
    return new Ec2ApiServer(engine, labels, progress, waits);
  }

  /** All that the engine holds of this lab, by label. */
  EmbeddedLeftovers holdings() {
    return new EmbeddedLeftovers(engine, waits);
  }

  /**
   * A running container with no network, in which something for all labs is made.
   *
   * @param mark by which it is known as half-made
   * @param always gets its removal
   */
  String oven(String image, String name, String mark, List<Mount> mounts, Teardown always) {
    String container =
        engine
            .client()
            .createContainerCmd(image)
            .withName(name + "-bake")
            .withLabels(baking(mark))
            .withCmd("/bin/sleep", "infinity")
            .withHostConfig(HostOptions.of(capabilities).withNetworkMode("none").withMounts(mounts))
            .exec()
            .getId();
    always.push("remove container " + container, () -> engine.removeContainer(container));
    engine.client().startContainerCmd(container).exec();
    return container;
  }

  /** The labels of what is there only while something is made. */
  Map<String, String> baking(String mark) {
    return Map.of(LabLabels.BAKE, mark, LabLabels.LAB, labels.lab());
  }

  /** Removes the containers that a run left which was killed while it made this. */
  void clearBaking(String mark) {
    engine
        .containers(Map.of(LabLabels.BAKE, mark))
        .forEach(container -> engine.removeContainer(container.getId()));
  }

  /** Keeps runs on this computer from doing the same at once. */
  OneAtATime oneAtATime(String what) {
    return new OneAtATime(settings.cache(), what, progress);
  }

  /** What new machines are made of; makes what of it no run has made before. */
  MachineSource machines(Artifacts artifacts) {
    var parts = artifacts.machineParts();
    var bakery = new MachineBakery(this);
    var image = bakery.image(parts);
    return settings.rehearsal().isPresent()
        ? MachineSource.bare(
            bakery.bare(artifacts.rehearsalParts()), image, ComputerNetworks.resolvers())
        : source(image, PartsVolume.nameFor(parts), parts.allImages(), parts);
  }

  /** What the machines of a lab that was kept are made of, and have to learn now. */
  MachineSource machines(MachineContainer one, Artifacts artifacts) {
    if (settings.rehearsal().isPresent()) {
      return machines(artifacts);
    }
    var image = MachineImage.named(one.image());
    var volume = one.parts().filter(PartsVolume::isOne);
    if (image.isEmpty() || volume.isEmpty()) {
      throw new LabNotWholeException(
          "its machines were made by an earlier version of this project");
    }
    var parts = artifacts.machineParts();
    // Those of every lab are what it was made with.
    return source(image.get(), volume.get(), parts.sectionImages(), parts);
  }

  private MachineSource source(
      MachineImage image, String volume, List<ImageArchive> images, MachineParts parts) {
    String seed =
        new PartsVolume(this, volume).have(image.reference(), images, parts.sectionFiles());
    return MachineSource.ready(image, volume, seed);
  }

  /** The mirror of a lab whose machines know nothing, filled and served; empty of any other. */
  Optional<LabMirror> mirror(String range, MachineSource source, Artifacts artifacts) {
    return settings
        .rehearsal()
        .map(
            rehearsal -> {
              var mirror = new LabMirror(this, Ipv4Range.parse(range));
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
}

package kubetraining.lab.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import kubetraining.artifact.MachineParts;
import kubetraining.artifact.PlacedFile;
import kubetraining.artifact.RehearsalParts;
import kubetraining.lab.Teardown;
import kubetraining.progress.Progress;

/** Makes the machine image, once for all labs that are made of the same parts. */
final class MachineBakery {
  private static final Duration SETUP_LIMIT = Duration.ofMinutes(2);

  private final DockerEngine engine;
  private final EngineCapabilities capabilities;
  private final LabLabels labels;
  private final MachineShelf shelf;
  private final Path cache;
  private final Progress progress;

  MachineBakery(
      DockerEngine engine,
      EngineCapabilities capabilities,
      LabLabels labels,
      Path cache,
      Progress progress) {
    this.engine = engine;
    this.capabilities = capabilities;
    this.labels = labels;
    this.shelf = new MachineShelf(engine, progress);
    this.cache = cache;
    this.progress = progress;
  }

  /** What an image is made of. */
  private record Dough(
      MachineImage image, Path rootFileSystem, List<PlacedFile> files, MachineOverlay overlay) {
    long bytes() throws IOException {
      long bytes = Files.size(rootFileSystem);
      for (PlacedFile file : files) {
        bytes += file.bytes();
      }
      return bytes;
    }
  }

  /** The image made of these parts; makes it if no run did before. */
  MachineImage image(MachineParts parts) {
    var overlay = MachineOverlay.ready(capabilities, MachineImage.pauseImage(parts));
    var image = MachineImage.of(parts, overlay);
    var dough = new Dough(image, parts.rootFileSystem(), parts.files(), overlay);
    return baked(dough, () -> shelf.clearOtherParts(PartsVolume.nameFor(parts)));
  }

  /** The image of machines that know nothing. */
  MachineImage bare(RehearsalParts parts) {
    var overlay = MachineOverlay.bare();
    var image = MachineImage.bare(parts.fingerprint(), overlay);
    return baked(new Dough(image, parts.bareRoot(), List.of(), overlay), () -> {});
  }

  private MachineImage baked(Dough dough, Runnable afterwards) {
    if (!shelf.has(dough.image())) {
      progress.phase(
          "Make the machine image",
          () ->
              new OneAtATime(cache, "machine-image", progress)
                  .call(
                      "another run that makes a machine image",
                      () -> makeUnlessThere(dough, afterwards)));
    }
    return dough.image();
  }

  // The other run may have made the very same one.
  private MachineImage makeUnlessThere(Dough dough, Runnable afterwards) throws IOException {
    if (!shelf.has(dough.image())) {
      shelf.clearUnfinished(dough.image());
      // Imported, and committed as the image.
      capabilities.requireRoom("The machine image needs", 2 * dough.bytes());
      make(dough);
      shelf.clearOthers(dough.image());
      afterwards.run();
    }
    return dough.image();
  }

  private void make(Dough dough) throws IOException {
    var image = dough.image();
    try (var always = new Teardown()) {
      progress.awaiting("the engine to take in the root file system");
      always.push("remove image " + image.base(), () -> shelf.removeImage(image.base()));
      importRoot(dough);
      String container = oven(image);
      always.push("remove container " + container, () -> engine.removeContainer(container));
      for (String setup : dough.overlay().setups()) {
        engine.console().run(container, SETUP_LIMIT, setup);
        engine.console().run(container, SETUP_LIMIT, "/bin/rm", setup);
      }
      engine.client().killContainerCmd(container).exec();
      engine
          .client()
          .commitCmd(container)
          .withRepository(image.repository())
          .withTag(image.fingerprint())
          // Containers of an image take its labels over, and an image those of the container that
          // it is made of: unless they are blanked, machines would look like something half-made.
          .withLabels(
              Map.of(LabLabels.CACHE, image.fingerprint(), LabLabels.BAKE, "", LabLabels.LAB, ""))
          .exec();
    }
  }

  private Map<String, String> mark(MachineImage image) {
    return Map.of(LabLabels.BAKE, image.fingerprint(), LabLabels.LAB, labels.lab());
  }

  private void importRoot(Dough dough) throws IOException {
    var root = RootFileSystem.read(dough.rootFileSystem());
    try (var stream =
        new TarStream(
            "root",
            out -> {
              root.writeTo(out);
              try (var tar = new LabTar(out, root.paths())) {
                dough.overlay().addTo(tar);
                for (PlacedFile file : dough.files()) {
                  tar.add(file.path(), file);
                }
              }
            })) {
      try {
        engine.importImage(dough.image().base(), stream.input());
      } catch (RuntimeException e) {
        throw stream.cause(e);
      }
    }
  }

  /** The container in which the image is made, with no network. */
  private String oven(MachineImage image) {
    String container =
        engine
            .client()
            .createContainerCmd(image.base())
            .withName("kube-training-machine-" + image.fingerprint() + "-bake")
            .withLabels(mark(image))
            .withCmd("/bin/sleep", "infinity")
            .withHostConfig(HostOptions.of(capabilities).withNetworkMode("none"))
            .exec()
            .getId();
    try {
      engine.client().startContainerCmd(container).exec();
      return container;
    } catch (RuntimeException e) {
      engine.removeContainer(container);
      throw e;
    }
  }
}

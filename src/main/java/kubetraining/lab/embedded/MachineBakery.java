package kubetraining.lab.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import kubetraining.artifact.MachineParts;
import kubetraining.artifact.PlacedFile;
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

  /** The image made of these parts; makes it if no run did before. */
  MachineImage image(MachineParts parts) {
    var overlay = new MachineOverlay(capabilities, MachineImage.pauseImage(parts));
    var image = MachineImage.of(parts, overlay);
    if (!shelf.has(image)) {
      progress.phase(
          "Make the machine image",
          () ->
              new OneAtATime(cache, "machine-image", progress)
                  .call(
                      "another run that makes a machine image",
                      () -> makeUnlessThere(image, parts, overlay)));
    }
    return image;
  }

  // The other run may have made the very same one.
  private MachineImage makeUnlessThere(
      MachineImage image, MachineParts parts, MachineOverlay overlay) throws IOException {
    if (!shelf.has(image)) {
      shelf.clearUnfinished(image);
      requireRoom(parts);
      make(image, parts, overlay);
      shelf.clearOthers(image, PartsVolume.nameFor(parts));
    }
    return image;
  }

  private void requireRoom(MachineParts parts) throws IOException {
    long bytes = Files.size(parts.rootFileSystem());
    for (PlacedFile file : parts.files()) {
      bytes += file.bytes();
    }
    // Imported, and committed as the image.
    capabilities.requireRoom("The machine image needs", 2 * bytes);
  }

  private void make(MachineImage image, MachineParts parts, MachineOverlay overlay)
      throws IOException {
    try (var always = new Teardown()) {
      progress.awaiting("the engine to take in the root file system");
      always.push("remove image " + image.base(), () -> shelf.removeImage(image.base()));
      importRoot(image, parts, overlay);
      String container = oven(image);
      always.push("remove container " + container, () -> engine.removeContainer(container));
      engine.console().run(container, SETUP_LIMIT, "/usr/local/sbin/machine-setup");
      engine.console().run(container, SETUP_LIMIT, "/bin/rm", "/usr/local/sbin/machine-setup");
      engine.client().killContainerCmd(container).exec();
      engine
          .client()
          .commitCmd(container)
          .withRepository(MachineImage.REPOSITORY)
          .withTag(image.fingerprint())
          // Containers of an image take its labels over, and an image those of the container that
          // it
          // is made of: unless they are blanked, machines would look like something half-made.
          .withLabels(
              Map.of(LabLabels.CACHE, image.fingerprint(), LabLabels.BAKE, "", LabLabels.LAB, ""))
          .exec();
    }
  }

  private Map<String, String> mark(MachineImage image) {
    return Map.of(LabLabels.BAKE, image.fingerprint(), LabLabels.LAB, labels.lab());
  }

  private void importRoot(MachineImage image, MachineParts parts, MachineOverlay overlay)
      throws IOException {
    var root = RootFileSystem.read(parts.rootFileSystem());
    try (var stream =
        new TarStream(
            "root",
            out -> {
              root.writeTo(out);
              try (var tar = new LabTar(out, root.paths())) {
                overlay.addTo(tar);
                for (PlacedFile file : parts.files()) {
                  tar.add(file.path(), file);
                }
              }
            })) {
      try {
        engine.importImage(image.base(), stream.input());
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

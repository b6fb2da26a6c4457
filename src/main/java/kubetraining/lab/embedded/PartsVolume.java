package kubetraining.lab.embedded;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kubetraining.artifact.ImageArchive;
import kubetraining.artifact.MachineParts;
import kubetraining.artifact.PlacedFile;
import kubetraining.host.Texts;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Teardown;
import kubetraining.progress.Progress;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The volume that all machines of all labs mount read-only: container images, unpacked once, and
 * files of sections. It grows by what is asked for, and nothing in it ever changes; what a run that
 * was killed had begun to add counts for nothing.
 */
final class PartsVolume {
  /** Where machines see it. */
  static final String PATH = "/var/lib/kube-training/parts";

  /** All sections take 3 GB; what has been replaced since stays until nobody uses the volume. */
  static final int LIMIT_MEGABYTES = 8000;

  /** How the names of all of them begin. */
  static final String PREFIX = "kube-training-parts-";

  private static final String IMPORT_PATH = "/var/lib/kube-training/import";
  private static final String CONTENTS = "contents";
  private static final Duration LIMIT = Duration.ofMinutes(15);

  // To be raised when the volume is laid out in another way.
  private static final String EDITION = "1";

  private final DockerEngine engine;
  private final EngineCapabilities capabilities;
  private final LabLabels labels;
  private final String name;
  private final Progress progress;

  PartsVolume(
      DockerEngine engine,
      EngineCapabilities capabilities,
      LabLabels labels,
      String name,
      Progress progress) {
    this.engine = engine;
    this.capabilities = capabilities;
    this.labels = labels;
    this.name = name;
    this.progress = progress;
  }

  /** Its name: that of the containerd whose data it holds. */
  static String nameFor(MachineParts parts) {
    return PREFIX
        + EDITION
        + "-"
        + parts.files().stream()
            .filter(file -> file.path().endsWith("/containerd"))
            .map(PlacedFile::key)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("machines have no containerd"));
  }

  /** Whether a volume is one of these, and not that of an earlier version of this project. */
  static boolean isOne(String volume) {
    return volume.startsWith(PREFIX + EDITION + "-");
  }

  /**
   * Sees to it that all these are there.
   *
   * @param machineImage the image of the machines that use the volume
   * @param oneAtATime keeps two runs from adding to it
   * @return what machines are to start with, or to learn
   */
  String have(
      String machineImage,
      List<ImageArchive> images,
      List<PlacedFile> files,
      OneAtATime oneAtATime) {
    PartsContents there = contents(machineImage);
    if (there.missingImages(images).isEmpty() && there.missingFiles(files).isEmpty()) {
      return there.seed();
    }
    return progress.phase(
        "Unpack container images",
        () ->
            oneAtATime.call(
                "another run that unpacks container images",
                () -> grow(machineImage, images, files)));
  }

  private String grow(String machineImage, List<ImageArchive> images, List<PlacedFile> files)
      throws IOException {
    clearUnfinished();
    // The other run may have added the very same.
    PartsContents there = withinLimit(contents(machineImage), images, files);
    List<ImageArchive> newImages = there.missingImages(images);
    List<PlacedFile> newFiles = there.missingFiles(files);
    if (newImages.isEmpty() && newFiles.isEmpty()) {
      return there.seed();
    }
    // What is copied there is gone in the end, but not before.
    capabilities.requireRoom("The container images need", bytes(newImages, newFiles) / 2 * 3);
    String seed = UUID.randomUUID().toString().substring(0, 13);
    // Closed from the last to the first: the container goes before the volume that it holds.
    try (var always = new Teardown()) {
      String imports = name + "-import";
      always.push("remove volume " + imports, () -> engine.removeVolume(imports));
      engine.createVolume(imports, mark());
      engine.createVolume(name, Map.of(LabLabels.CACHE, name));
      String container = container(machineImage, imports);
      always.push("remove container " + container, () -> engine.removeContainer(container));
      engine.client().startContainerCmd(container).exec();
      progress.awaiting(Texts.of("%s container images to be copied", newImages.size()));
      copy(container, there.plus(seed, newImages, newFiles), newImages, newFiles);
      progress.awaiting(Texts.of("%s container images to be unpacked", newImages.size()));
      engine.console().run(container, LIMIT, "/bin/sh", IMPORT_PATH + "/bake-parts", seed);
    }
    return seed;
  }

  /** Containers and volumes that a run left which was killed while it added to this volume. */
  private void clearUnfinished() {
    engine
        .containers(Map.of(LabLabels.BAKE, name))
        .forEach(container -> engine.removeContainer(container.getId()));
    engine.volumesWith(LabLabels.BAKE + "=" + name).forEach(engine::removeVolume);
  }

  private Map<String, String> mark() {
    return Map.of(LabLabels.BAKE, name, LabLabels.LAB, labels.lab());
  }

  /** Begins anew with a volume that has grown too large, if no machine uses it. */
  private PartsContents withinLimit(
      PartsContents there, List<ImageArchive> images, List<PlacedFile> files) throws IOException {
    long needed = bytes(there.missingImages(images), there.missingFiles(files)) >> 20;
    if (there.megabytes() + needed <= LIMIT_MEGABYTES) {
      return there;
    }
    try {
      engine.removeVolume(name);
    } catch (ConflictException e) {
      throw new LabUnavailableException(
          Texts.of(
              "The volume %s has %s MB of container images, of at most %s, and %s MB more are needed. It"
                  + " begins anew when no lab uses it. Type: ./training down (./training status tells which"
                  + " labs there are)",
              name, there.megabytes(), LIMIT_MEGABYTES, needed),
          e);
    }
    progress.note(Texts.of("Volume %s had grown to %s MB; begun anew", name, there.megabytes()));
    return PartsContents.NOTHING;
  }

  private static long bytes(List<ImageArchive> images, List<PlacedFile> files) throws IOException {
    long bytes = 0;
    for (ImageArchive image : images) {
      // The layers in containerd's store, and the same unpacked.
      bytes += 3 * Files.size(image.tar());
    }
    for (PlacedFile file : files) {
      bytes += file.bytes();
    }
    return bytes;
  }

  /** A container with no network, which may write to this volume; not started. */
  private String container(String machineImage, String imports) {
    return engine
        .client()
        .createContainerCmd(machineImage)
        .withName(name + "-bake")
        .withLabels(mark())
        .withCmd("/bin/sleep", "infinity")
        .withHostConfig(
            HostOptions.of(capabilities)
                .withNetworkMode("none")
                .withMounts(
                    List.of(
                        HostOptions.volume(name, PATH), HostOptions.volume(imports, IMPORT_PATH))))
        .exec()
        .getId();
  }

  private void copy(
      String container,
      PartsContents contents,
      List<ImageArchive> newImages,
      List<PlacedFile> newFiles)
      throws IOException {
    send(
        container,
        out -> {
          try (var tar = new LabTar(out, Set.of())) {
            tar.add("/bake-parts", 0755, bytes(MachineOverlay.read("machine/bake-parts")));
            tar.add("/contents", 0644, bytes(contents.text()));
            for (PlacedFile file : newFiles) {
              tar.add("/files/" + file.key() + "/content", file);
            }
          }
        });
    if (!newImages.isEmpty()) {
      send(container, out -> new CombinedImages(newImages).writeTo(out, "images.tar"));
    }
  }

  private void send(String container, TarStream.Content writer) {
    try (var stream = new TarStream("parts", writer)) {
      try {
        engine.copyInto(container, IMPORT_PATH, stream.input());
      } catch (RuntimeException e) {
        throw stream.cause(e);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy container images for " + name, e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private PartsContents contents(String machineImage) {
    return read(engine, machineImage, name, mark());
  }

  /** What is in a volume, read through a container that is never started. */
  static PartsContents read(
      DockerEngine engine, String machineImage, String volume, Map<String, String> labels) {
    if (!engine.hasVolume(volume)) {
      return PartsContents.NOTHING;
    }
    String container =
        engine
            .client()
            .createContainerCmd(machineImage)
            .withLabels(labels)
            .withCmd("/bin/true")
            .withNetworkDisabled(true)
            .withHostConfig(
                HostConfig.newHostConfig()
                    .withMounts(List.of(HostOptions.volume(volume, PATH).withReadOnly(true))))
            .exec()
            .getId();
    try (var tar =
        new TarArchiveInputStream(
            engine.client().copyArchiveFromContainerCmd(container, PATH + "/" + CONTENTS).exec())) {
      return tar.getNextEntry() == null
          ? PartsContents.NOTHING
          : PartsContents.read(new String(tar.readAllBytes(), StandardCharsets.UTF_8));
    } catch (NotFoundException e) {
      return PartsContents.NOTHING;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read what is in the volume " + volume, e);
    } finally {
      engine.removeContainer(container);
    }
  }
}

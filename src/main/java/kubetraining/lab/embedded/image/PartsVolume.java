package kubetraining.lab.embedded.image;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.model.HostConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kubetraining.artifact.cache.ImageArchive;
import kubetraining.artifact.cache.MachineParts;
import kubetraining.artifact.cache.PlacedFile;
import kubetraining.host.Texts;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Teardown;
import kubetraining.lab.embedded.engine.DockerEngine;
import kubetraining.lab.embedded.engine.EngineGround;
import kubetraining.lab.embedded.engine.HostOptions;
import kubetraining.lab.embedded.engine.LabLabels;
import kubetraining.lab.embedded.engine.LabTar;
import kubetraining.lab.embedded.engine.TarStream;

/**
 * The volume that all machines of all labs mount read-only: container images, unpacked once, and
 * files of sections. It grows by what is asked for, and nothing in it ever changes; what a run that
 * was killed had begun to add counts for nothing.
 */
public record PartsVolume(EngineGround ground, String name) {
  /** Where machines see it. */
  public static final String PATH = "/var/lib/kube-training/parts";

  /** All sections take 3 GB; what has been replaced since stays until nobody uses the volume. */
  static final int LIMIT_MEGABYTES = 8000;

  /** How the names of all of them begin. */
  static final String PREFIX = "kube-training-parts-";

  private static final String IMPORT_PATH = "/var/lib/kube-training/import";
  private static final Duration LIMIT = Duration.ofMinutes(15);

  // To be raised when the volume is laid out in another way.
  private static final String EDITION = "1";

  /** Its name: that of the containerd whose data it holds. */
  public static String nameFor(MachineParts parts) {
    var containerd = parts.files().stream().filter(file -> file.path().endsWith("/containerd"));
    var key = containerd.map(PlacedFile::key).findFirst();
    return PREFIX + EDITION + "-" + key.orElseThrow();
  }

  /** Whether a volume is one of these, and not that of an earlier version of this project. */
  public static boolean isOne(String volume) {
    return volume.startsWith(PREFIX + EDITION + "-");
  }

  /** What of it is not there yet. */
  private record Missing(List<ImageArchive> images, List<PlacedFile> files) {
    boolean none() {
      return images.isEmpty() && files.isEmpty();
    }

    long bytes() throws IOException {
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

    Missing in(PartsContents there) {
      var newImages = images.stream().filter(image -> !there.has(image)).toList();
      return new Missing(newImages, files.stream().filter(file -> !there.has(file)).toList());
    }
  }

  /**
   * Sees to it that all these are there.
   *
   * @param machineImage the image of the machines that use the volume
   * @return what machines are to start with, or to learn
   */
  public String have(String machineImage, List<ImageArchive> images, List<PlacedFile> files) {
    PartsContents there = contents(machineImage);
    var wanted = new Missing(images, files);
    if (wanted.in(there).none()) {
      return there.seed();
    }
    String other = "another run that unpacks container images";
    return ground.phaseAlone("Unpack container images", other, () -> grow(machineImage, wanted));
  }

  private String grow(String machineImage, Missing wanted) throws IOException {
    var engine = ground.engine();
    // What a run left that was killed while it added to this volume.
    ground.clearBaking(name);
    engine.volumesWith(LabLabels.BAKE + "=" + name).forEach(engine::removeVolume);
    // The other run may have added the very same.
    PartsContents there = withinLimit(contents(machineImage), wanted);
    var missing = wanted.in(there);
    if (missing.none()) {
      return there.seed();
    }
    // What is copied there is gone in the end, but not before.
    ground.capabilities().requireRoom("The container images need", missing.bytes() / 2 * 3);
    String seed = UUID.randomUUID().toString().substring(0, 13);
    // Closed from the last to the first: the container goes before the volume that it holds.
    try (var always = new Teardown()) {
      String imports = name + "-import";
      always.push("remove volume " + imports, () -> engine.removeVolume(imports));
      engine.createVolume(imports, ground.labels().with(LabLabels.BAKE, name));
      engine.createVolume(name, Map.of(LabLabels.CACHE, name));
      var mounts =
          List.of(HostOptions.volume(name, PATH), HostOptions.volume(imports, IMPORT_PATH));
      String container = ground.oven(machineImage, name, name, mounts, always);
      int count = missing.images().size();
      ground.progress().awaiting(Texts.of("%s container images to be copied", count));
      copy(container, there.plus(seed, missing.images(), missing.files()), missing);
      ground.progress().awaiting(Texts.of("%s container images to be unpacked", count));
      engine.run(container, LIMIT, "/bin/sh", IMPORT_PATH + "/bake-parts", seed);
    }
    return seed;
  }

  /** Begins anew with a volume that has grown too large, if no machine uses it. */
  private PartsContents withinLimit(PartsContents there, Missing wanted) throws IOException {
    long needed = wanted.in(there).bytes() >> 20;
    if (there.megabytes() + needed <= LIMIT_MEGABYTES) {
      return there;
    }
    try {
      ground.engine().removeVolume(name);
    } catch (ConflictException e) {
      int now = there.megabytes();
      String words =
          "The volume %s has %s MB of container images, of at most %s, and %s MB more are"
              + " needed. A new one is started when no lab uses it. Type: ./training down (./training"
              + " status lists the labs)";
      throw new LabUnavailableException(e, words, name, now, LIMIT_MEGABYTES, needed);
    }
    String note = "Volume %s had grown to %s MB; started a new one";
    ground.progress().note(Texts.of(note, name, there.megabytes()));
    return PartsContents.NOTHING;
  }

  private void copy(String container, PartsContents contents, Missing missing) {
    LabTar.Content files =
        tar -> {
          tar.add("/bake-parts", 0755, Texts.file(MachineOverlay.class, "machine/bake-parts"));
          tar.add("/contents", 0644, contents.text());
          for (PlacedFile file : missing.files()) {
            tar.add("/files/" + file.key() + "/content", file);
          }
        };
    TarStream.Content images = out -> CombinedImages.write(missing.images(), out, "images.tar");
    ground.engine().place(container, IMPORT_PATH, Set.of(), files);
    if (!missing.images().isEmpty()) {
      ground.engine().copyInto(container, IMPORT_PATH, images);
    }
  }

  private PartsContents contents(String machineImage) {
    var marks = ground.labels().with(LabLabels.BAKE, name);
    return read(ground.engine(), machineImage, name, marks);
  }

  /** What is in a volume, read through a container that is never started. */
  static PartsContents read(
      DockerEngine engine, String machineImage, String volume, Map<String, String> labels) {
    if (!engine.hasVolume(volume)) {
      return PartsContents.NOTHING;
    }
    var mounts = List.of(HostOptions.volume(volume, PATH).withReadOnly(true));
    var one = engine.client().createContainerCmd(machineImage).withLabels(labels);
    one.withHostConfig(HostConfig.newHostConfig().withMounts(mounts)).withNetworkDisabled(true);
    String container = one.withCmd("/bin/true").exec().getId();
    try {
      var text = engine.read(container, PATH + "/contents");
      return text.map(PartsContents::read).orElse(PartsContents.NOTHING);
    } finally {
      engine.removeContainer(container);
    }
  }
}

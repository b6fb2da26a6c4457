package kubetraining.lab.embedded.image;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.model.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import kubetraining.artifact.RehearsalParts;
import kubetraining.artifact.cache.MachineParts;
import kubetraining.artifact.cache.PlacedFile;
import kubetraining.lab.Teardown;
import kubetraining.lab.embedded.engine.DockerEngine;
import kubetraining.lab.embedded.engine.EngineGround;
import kubetraining.lab.embedded.engine.LabLabels;
import kubetraining.lab.embedded.engine.LabTar;
import kubetraining.lab.embedded.engine.TarStream;

/**
 * Makes the machine image, once for all labs that are made of the same parts, and removes those of
 * no more use.
 */
public record MachineBakery(EngineGround ground) {
  private static final Duration SETUP_LIMIT = Duration.ofMinutes(2);

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
  public MachineImage image(MachineParts parts) {
    var overlay = MachineOverlay.ready(ground.capabilities(), MachineImage.pauseImage(parts));
    var image = MachineImage.of(parts, overlay);
    var dough = new Dough(image, parts.rootFileSystem(), parts.files(), overlay);
    return baked(dough, () -> clearOtherParts(PartsVolume.nameFor(parts)));
  }

  /** The image of machines that know nothing. */
  public MachineImage bare(RehearsalParts parts) {
    var overlay = MachineOverlay.bare();
    var image = MachineImage.bare(parts.fingerprint(), overlay);
    return baked(new Dough(image, parts.bareRoot(), List.of(), overlay), () -> {});
  }

  private MachineImage baked(Dough dough, Runnable afterwards) {
    if (!ground.engine().hasImage(dough.image().reference())) {
      String other = "another run that makes a machine image";
      ground.phaseAlone("Make the machine image", other, () -> makeUnlessThere(dough, afterwards));
    }
    return dough.image();
  }

  // The other run may have made the very same one.
  private MachineImage makeUnlessThere(Dough dough, Runnable afterwards) throws IOException {
    if (!ground.engine().hasImage(dough.image().reference())) {
      clearUnfinished(dough.image());
      // Imported, and committed as the image.
      ground.capabilities().requireRoom("The machine image needs", 2 * dough.bytes());
      make(dough);
      clearOthers(dough.image());
      afterwards.run();
    }
    return dough.image();
  }

  private void make(Dough dough) {
    var image = dough.image();
    var engine = ground.engine();
    try (var always = new Teardown()) {
      ground.progress().awaiting("the engine to take in the root file system");
      always.push("remove image " + image.base(), () -> removeImage(image.base()));
      importRoot(dough);
      String name = "kube-training-machine-" + image.fingerprint();
      String container = ground.oven(image.base(), name, image.fingerprint(), List.of(), always);
      for (String setup : dough.overlay().setups()) {
        engine.run(container, SETUP_LIMIT, setup);
        engine.run(container, SETUP_LIMIT, "/bin/rm", setup);
      }
      engine.client().killContainerCmd(container).exec();
      var commit = engine.client().commitCmd(container).withRepository(image.repository());
      // Containers of an image take its labels over, and an image those of the container that
      // it is made of: unless they are blanked, machines would look like something half-made.
      var marks =
          Map.of(LabLabels.CACHE, image.fingerprint(), LabLabels.BAKE, "", LabLabels.LAB, "");
      commit.withTag(image.fingerprint()).withLabels(marks).exec();
    }
  }

  private void importRoot(Dough dough) {
    TarStream.Content root =
        out -> {
          try (var tar = LabTar.after(dough.rootFileSystem(), out)) {
            dough.overlay().addTo(tar);
            for (PlacedFile file : dough.files()) {
              tar.add(file.path(), file);
            }
          }
        };
    ground.engine().importImage(dough.image().base(), root);
  }

  /** Removes what a killed run left of the same image, and nothing that another is making now. */
  private void clearUnfinished(MachineImage image) {
    ground.clearBaking(image.fingerprint());
    removeImage(image.reference());
    removeImage(image.base());
  }

  /** Removes images of the same kind and of other parts, but for those that labs here are of. */
  private void clearOthers(MachineImage image) {
    var kept = new HashSet<>(Set.of(image.reference()));
    for (var api : ground.engine().containersWith(LabLabels.MACHINE)) {
      kept.add(image.with(api.getLabels().get(LabLabels.MACHINE)).reference());
    }
    Stream.of(image.repository(), MachineImage.BASE_REPOSITORY, MachineImage.EC2_API_REPOSITORY)
        .flatMap(this::namesIn)
        .filter(reference -> !kept.contains(reference))
        .forEach(this::removeImage);
  }

  private Stream<String> namesIn(String repository) {
    List<Image> images = ground.engine().images(repository);
    return images.stream().flatMap(image -> DockerEngine.namesIn(repository, image));
  }

  private void removeImage(String reference) {
    unlessUsed("image " + reference, () -> ground.engine().removeImage(reference));
  }

  /** Removes volumes of other parts. */
  private void clearOtherParts(String volume) {
    var engine = ground.engine();
    for (String other : engine.volumesWith(LabLabels.CACHE)) {
      if (other.startsWith(PartsVolume.PREFIX) && !other.equals(volume)) {
        unlessUsed("volume " + other, () -> engine.removeVolume(other));
      }
    }
  }

  private void unlessUsed(String what, Runnable remove) {
    try {
      remove.run();
    } catch (ConflictException e) {
      ground.progress().note("Kept " + what + ", because machines of another lab use it");
    }
  }
}

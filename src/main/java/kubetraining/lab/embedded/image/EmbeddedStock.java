package kubetraining.lab.embedded.image;

import com.github.dockerjava.api.exception.ConflictException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import kubetraining.lab.embedded.engine.DockerEngine;
import kubetraining.lab.embedded.engine.EngineSituation;
import kubetraining.lab.embedded.engine.EngineTrouble;
import kubetraining.lab.embedded.engine.LabLabels;

/** What the container engine keeps from lab to lab: machine images, and the volume of parts. */
public record EmbeddedStock(DockerEngine engine) implements AutoCloseable {
  /**
   * One thing of it.
   *
   * @param kind {@code image} or {@code volume}
   * @param bytes what it takes of the disk; 0 if that is not known
   * @param used whether a lab, or a run that makes one, has it in use
   */
  public record Kept(String kind, String name, long bytes, boolean used) {}

  /** Looks without installing or starting anything; empty if no container engine answers. */
  public static Optional<EmbeddedStock> look() {
    try {
      return Optional.of(new EmbeddedStock(EngineSituation.look().engine()));
    } catch (EngineTrouble e) {
      return Optional.empty();
    }
  }

  /** All that is kept and bears our name or label. */
  public List<Kept> kept() {
    var containers = engine.client().listContainersCmd().withShowAll(true).exec();
    var kept = new ArrayList<Kept>();
    for (String repository : MachineImage.REPOSITORIES) {
      for (var image : engine.images(repository)) {
        boolean used = containers.stream().anyMatch(one -> image.getId().equals(one.getImageId()));
        DockerEngine.namesIn(repository, image)
            .forEach(tag -> kept.add(new Kept("image", tag, image.getSize(), used)));
      }
    }
    for (String volume : engine.volumesWith(LabLabels.CACHE)) {
      var mounts = containers.stream().flatMap(DockerEngine::mountsOf);
      boolean used = mounts.anyMatch(mount -> Objects.equals(mount.getName(), volume));
      kept.add(new Kept("volume", volume, bytes(volume), used));
    }
    return List.copyOf(kept);
  }

  private long bytes(String volume) {
    var marks = Map.of(LabLabels.BAKE, volume);
    var image = engine.images(MachineImage.REPOSITORY).stream().findFirst();
    var contents = image.map(one -> PartsVolume.read(engine, one.getId(), volume, marks));
    return contents.map(it -> it.megabytes() * 1_000_000L).orElse(0L);
  }

  /** Removes it; false if it has come into use meanwhile, and so stays. */
  public boolean remove(Kept kept) {
    try {
      if (kept.kind().equals("volume")) {
        engine.removeVolume(kept.name());
      } else {
        engine.removeImage(kept.name());
      }
      return true;
    } catch (ConflictException e) {
      return false;
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}

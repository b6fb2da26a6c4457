package kubetraining.lab.embedded;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Image;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import kubetraining.progress.Progress;

/** The machine images that the engine keeps, and how it gets rid of those of no more use. */
final class MachineShelf {
  // Of versions in which the EC2 API had an image of its own.
  private static final String EC2_API_REPOSITORY = "kube-training/ec2-api";

  /** Those of all images that are ours. */
  static final List<String> REPOSITORIES =
      List.of(
          MachineImage.REPOSITORY,
          MachineImage.BARE_REPOSITORY,
          MachineImage.BASE_REPOSITORY,
          EC2_API_REPOSITORY);

  private final DockerEngine engine;
  private final Progress progress;

  MachineShelf(DockerEngine engine, Progress progress) {
    this.engine = engine;
    this.progress = progress;
  }

  boolean has(MachineImage image) {
    return engine.hasImage(image.reference());
  }

  /** Removes what a killed run left of the same image, and nothing that another is making now. */
  void clearUnfinished(MachineImage image) {
    engine
        .containers(Map.of(LabLabels.BAKE, image.fingerprint()))
        .forEach(container -> engine.removeContainer(container.getId()));
    removeImage(image.reference());
    removeImage(image.base());
  }

  /** Removes images of the same kind and of other parts, but for those that labs here are of. */
  void clearOthers(MachineImage image) {
    Set<MachineImage> kept =
        engine.containersWith(LabLabels.MACHINE).stream()
            .map(api -> image.with(api.getLabels().get(LabLabels.MACHINE)))
            .collect(Collectors.toCollection(HashSet::new));
    kept.add(image);
    imagesOf(image.repository()).stream()
        .filter(reference -> kept.stream().noneMatch(one -> one.reference().equals(reference)))
        .forEach(this::removeImage);
    imagesOf(MachineImage.BASE_REPOSITORY).forEach(this::removeImage);
    imagesOf(EC2_API_REPOSITORY).forEach(this::removeImage);
  }

  /** Removes volumes of other parts. */
  void clearOtherParts(String volume) {
    engine.volumesWith(LabLabels.CACHE).stream()
        .filter(each -> each.startsWith(PartsVolume.PREFIX) && !each.equals(volume))
        .forEach(this::removeVolume);
  }

  void removeImage(String reference) {
    try {
      engine.client().removeImageCmd(reference).exec();
    } catch (NotFoundException e) {
      return;
    } catch (ConflictException e) {
      progress.note("Kept image " + reference + ": machines of another lab use it");
    }
  }

  private void removeVolume(String volume) {
    try {
      engine.removeVolume(volume);
    } catch (ConflictException e) {
      progress.note("Kept volume " + volume + ": machines of another lab use it");
    }
  }

  private List<String> imagesOf(String repository) {
    return engine.client().listImagesCmd().withReferenceFilter(repository).exec().stream()
        .map(Image::getRepoTags)
        .filter(Objects::nonNull)
        .flatMap(Arrays::stream)
        .filter(tag -> tag.startsWith(repository + ":"))
        .toList();
  }
}

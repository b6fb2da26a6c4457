package kubetraining.artifact;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import kubetraining.artifact.cache.ImageArchive;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.artifact.recipe.ImageRecipe;
import kubetraining.host.HostException;
import kubetraining.host.Texts;

/** The images that a lab does without where they cannot be had: those had, and why not others. */
final class OptionalImages {
  private static final String CURES =
      "There are two cures: a registry that has it, -Dartifacts.source=registries (or a mirror,"
          + " -Dartifacts.mirror.images=ADDRESS); or './training artifacts import FILE', where FILE"
          + " is what 'docker save -o FILE %s' wrote on a computer that has it";

  /** Either an image or why there is none. */
  private record Outcome(Optional<ImageArchive> image, String reason) {}

  private final List<ImageRecipe> images;
  private final Function<ImageRecipe, Optional<ImageArchive>> present;
  private final Function<ImageRecipe, Optional<ImageArchive>> attempt;
  private final String lacking;
  private final Map<String, Outcome> outcomes = new LinkedHashMap<>();

  /**
   * @param present finds what is here already
   * @param attempt gets one from the source; empty if that has none, failing if it should have one
   * @param lacking why the source has none, in words; empty if it may have some
   */
  OptionalImages(
      List<ImageRecipe> images,
      Function<ImageRecipe, Optional<ImageArchive>> present,
      Function<ImageRecipe, Optional<ImageArchive>> attempt,
      String lacking) {
    this.images = List.copyOf(images);
    this.present = present;
    this.attempt = attempt;
    this.lacking = lacking;
  }

  /** Those that could be had. What failed once is not tried again by this process. */
  List<ImageArchive> had() {
    return images.stream().flatMap(image -> outcome(image).image().stream()).toList();
  }

  /** Why the others could not, and what to do, by reference. */
  Map<String, String> unavailable() {
    Map<String, String> reasons = new TreeMap<>();
    for (ImageRecipe image : images) {
      Outcome outcome = outcome(image);
      if (outcome.image().isEmpty()) {
        reasons.put(image.reference(), outcome.reason());
      }
    }
    return reasons;
  }

  /**
   * @throws ArtifactException with the reason if it could not be had
   */
  ImageArchive require(ImageRecipe image) {
    Outcome outcome = outcome(image);
    return outcome.image().orElseThrow(() -> new ArtifactException(outcome.reason()));
  }

  private synchronized Outcome outcome(ImageRecipe image) {
    return outcomes.computeIfAbsent(image.reference(), unseen -> look(image));
  }

  private Outcome look(ImageRecipe image) {
    try {
      Optional<ImageArchive> found = present.apply(image).or(() -> attempt.apply(image));
      return new Outcome(found, found.isPresent() ? "" : reason(image, lacking));
    } catch (ArtifactException | HostException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e; // the run is ending; that says nothing of the image
      }
      return new Outcome(Optional.empty(), reason(image, e.getMessage()));
    }
  }

  /** Why it is lacking, in words, with what to do about it. */
  private static String reason(ImageRecipe image, String why) {
    String reason = why.strip().replaceFirst("\\.$", "");
    String cures = Texts.of(CURES, image.reference());
    return Texts.of("image %s is not available here: %s. %s", image.reference(), reason, cures);
  }

  /** What the list says of all, without getting any. */
  List<ArtifactEntry> list() {
    return images.stream().map(this::entry).toList();
  }

  private ArtifactEntry entry(ImageRecipe image) {
    Optional<ImageArchive> found = present.apply(image);
    return new ArtifactEntry(
        image.artifactName(),
        image.version(),
        found.map(ImageArchive::source).orElse(image.source()),
        found.isPresent(),
        found.map(archive -> archive.tar().toFile().length()).orElse(0L),
        found.isPresent() || lacking.isEmpty() ? "" : reason(image, lacking));
  }
}

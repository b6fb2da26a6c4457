package kubetraining.artifact.recipe;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@code artifacts/images.json} says of one image.
 *
 * @param reference the very name public registries use
 * @param base a recipe of kind rootfs, or {@code scratch}
 * @param files what is laid over the base
 * @param onlyFrom empty, or the one kind of source that has it: {@code packages} for what is of
 *     this project alone, {@code registries} for what no package registry has
 */
public record ImageRecipe(
    String reference,
    String version,
    String source,
    String base,
    List<FileRule> files,
    List<String> entrypoint,
    List<String> command,
    Map<String, String> environment,
    String user,
    String workingDirectory,
    String onlyFrom) {
  private static final String SCRATCH = "scratch";
  private static final String PACKAGES = "packages";
  private static final String REGISTRIES = "registries";

  public ImageRecipe {
    // Sorted: the order reaches the key and the image, and must be the same in every run.
    environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    base = base.isEmpty() ? SCRATCH : base;
    if (!List.of("", PACKAGES, REGISTRIES).contains(onlyFrom)) {
      throw new ArtifactException(
          "image %s: onlyFrom '%s' is neither %s nor %s",
          reference, onlyFrom, PACKAGES, REGISTRIES);
    }
  }

  /** Whether it is of this project alone: no registry has it, so it is always made here. */
  public boolean own() {
    return onlyFrom.equals(PACKAGES);
  }

  /** Whether a lab does without it where it cannot be had: it cannot be made here. */
  public boolean optional() {
    return onlyFrom.equals(REGISTRIES);
  }

  /**
   * Its name as a file name: {@code registry.k8s.io/pause:3.10.2} is {@code image-pause-3.10.2}.
   */
  public String artifactName() {
    return artifactName(reference);
  }

  public static String artifactName(String reference) {
    return "image-" + reference.substring(reference.lastIndexOf('/') + 1).replace(':', '-');
  }

  public boolean isNamed(String name) {
    return MirrorAddress.same(reference, name);
  }

  public Optional<String> baseRecipe() {
    return base.equals(SCRATCH) ? Optional.empty() : Optional.of(base);
  }
}

package kubetraining.artifact;

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
 */
record ImageRecipe(
    String reference,
    String version,
    String source,
    String base,
    List<FileRule> files,
    List<String> entrypoint,
    List<String> command,
    Map<String, String> environment,
    String user,
    String workingDirectory) {
  static final String SCRATCH = "scratch";

  ImageRecipe {
    files = files == null ? List.of() : List.copyOf(files);
    entrypoint = entrypoint == null ? List.of() : List.copyOf(entrypoint);
    command = command == null ? List.of() : List.copyOf(command);
    // Sorted: the order reaches the key and the image, and must be the same in every run.
    environment =
        Collections.unmodifiableMap(
            environment == null ? new TreeMap<>() : new TreeMap<>(environment));
    user = user == null ? "" : user;
    workingDirectory = workingDirectory == null ? "" : workingDirectory;
  }

  /**
   * Its name as a file name: {@code registry.k8s.io/pause:3.10.2} is {@code image-pause-3.10.2}.
   */
  String artifactName() {
    return "image-" + reference.substring(reference.lastIndexOf('/') + 1).replace(':', '-');
  }

  Optional<String> baseRecipe() {
    return base.equals(SCRATCH) ? Optional.empty() : Optional.of(base);
  }
}

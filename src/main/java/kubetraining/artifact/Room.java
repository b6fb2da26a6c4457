package kubetraining.artifact;

import java.nio.file.Path;
import java.util.Collection;

/** Checks that the disk takes what is about to be made, before an hour is spent on it. */
final class Room {
  private Room() {}

  /**
   * @throws ArtifactException naming the folder, what is needed and what is free
   */
  static void check(Collection<Artifact> missing, Path folder) {
    long needed = missing.stream().mapToLong(a -> a.maker().megabytes()).sum();
    long free = Cures.freeBytes(folder) >> 20;
    if (free < needed) {
      throw new ArtifactException(
          ("%s has %d MB free, but making %s needs about %d MB (caches of Go and Maven included):"
                  + " remove files there, or name another folder for the cache")
              .formatted(folder, free, names(missing), needed));
    }
  }

  private static String names(Collection<Artifact> missing) {
    return missing.size() > 5
        ? missing.size() + " artifacts"
        : String.join(", ", missing.stream().map(Artifact::title).toList());
  }
}

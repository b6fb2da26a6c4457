package kubetraining.artifact;

import java.util.List;

/**
 * Where a file of an artifact belongs: in an image, or on a machine.
 *
 * @param artifact the recipe that makes it
 * @param file its path in what that recipe makes; {@code .} is the whole folder
 * @param path the absolute path it gets
 * @param mode octal permissions; empty keeps those the file has
 */
record FileRule(String artifact, String file, String path, String mode) {
  FileRule {
    file = file.isEmpty() ? "." : file;
    if (!path.startsWith("/")) {
      throw new ArtifactException(
          "file '%s' of artifact %s shall go to '%s', which is no absolute path",
          file, artifact, path);
    }
  }

  /** Whether a file of the artifact is the one that this is about, or lies in it. */
  boolean holds(String made) {
    return file.equals(".") || made.equals(file) || made.startsWith(file + "/");
  }

  /** Where it lies and goes, when its artifact is that entry. */
  PlacedFile placed(Entry entry) {
    return new PlacedFile(
        entry.folder().resolve(file).normalize(),
        path,
        mode,
        Digests.keyOf(List.of(entry.content(), toString())));
  }
}

package kubetraining.artifact.recipe;

/**
 * Where a file of an artifact belongs: in an image, or on a machine.
 *
 * @param artifact the recipe that makes it
 * @param file its path in what that recipe makes; {@code .} is the whole folder
 * @param path the absolute path it gets
 * @param mode octal permissions; empty keeps those the file has
 */
public record FileRule(String artifact, String file, String path, String mode) {
  public FileRule {
    file = file.isEmpty() ? "." : file;
    if (!path.startsWith("/")) {
      throw new ArtifactException(
          "file '%s' of artifact %s is to go to '%s', which is not an absolute path",
          file, artifact, path);
    }
  }

  /** Whether a file of the artifact is the one that this is about, or lies in it. */
  public boolean holds(String made) {
    return file.equals(".") || made.equals(file) || made.startsWith(file + "/");
  }
}

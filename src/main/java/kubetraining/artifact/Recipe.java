package kubetraining.artifact;

import java.nio.file.Path;

/**
 * What {@code artifacts/<name>/recipe.json} says of one artifact.
 *
 * @param kind who makes it: {@code go}, {@code rootfs}, {@code maven}, {@code python}, {@code npm}
 *     or {@code classes}
 * @param contentKey changes when any file of the folder changes
 */
record Recipe(
    String kind, String name, String version, String source, Path folder, String contentKey) {
  static final String FILE = "recipe.json";

  Recipe {
    if (!name.equals(folder.getFileName().toString())) {
      throw new ArtifactException(
          "%s names itself '%s'; a recipe carries the name of its folder, '%s'",
          folder.resolve(FILE), name, folder.getFileName());
    }
  }

  Path file() {
    return folder.resolve(FILE);
  }

  /** What else its file says; each maker reads its own fields. */
  <T> T as(Class<T> type) {
    return Json.read(file(), type);
  }
}

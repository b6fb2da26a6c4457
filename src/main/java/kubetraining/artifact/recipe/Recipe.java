package kubetraining.artifact.recipe;

import java.nio.file.Path;

/**
 * What {@code artifacts/<name>/recipe.json} says of one artifact.
 *
 * @param kind who makes it: {@code go}, {@code rootfs}, {@code maven}, {@code python}, {@code npm}
 *     or {@code classes}
 * @param contentKey changes when any file of the folder changes
 */
public record Recipe(
    String kind, String name, String version, String source, Path folder, String contentKey) {
  static final String FILE = "recipe.json";

  public Recipe {
    if (!name.equals(folder.getFileName().toString())) {
      throw new ArtifactException(
          "%s has the name '%s'; a recipe must have the name of its folder, '%s'",
          folder.resolve(FILE), name, folder.getFileName());
    }
  }

  public Path file() {
    return folder.resolve(FILE);
  }

  /** What else its file says; each maker reads its own fields. */
  public <T> T as(Class<T> type) {
    return Json.read(file(), type);
  }
}

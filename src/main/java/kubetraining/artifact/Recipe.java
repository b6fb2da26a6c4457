package kubetraining.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import kubetraining.host.Texts;

/**
 * What {@code artifacts/<name>/recipe.json} says of one artifact.
 *
 * @param kind who makes it: {@code go}, {@code rootfs}, {@code maven}, {@code python}, {@code npm}
 *     or {@code classes}
 * @param details the whole file; each maker reads its own fields from it
 * @param contentKey changes when any file of the folder changes
 */
record Recipe(
    String kind,
    String name,
    String version,
    String source,
    JsonNode details,
    Path folder,
    String contentKey) {
  Recipe {
    if (!name.equals(folder.getFileName().toString())) {
      throw new ArtifactException(
          Texts.of(
              "%s names itself '%s'; a recipe carries the name of its folder, '%s'",
              folder.resolve("recipe.json"), name, folder.getFileName()));
    }
  }

  <T> T as(Class<T> type) {
    return Json.convert(details, type, folder.resolve("recipe.json"));
  }
}

package kubetraining.artifact.make;

import java.util.Optional;
import kubetraining.artifact.recipe.ImageRecipe;
import kubetraining.artifact.recipe.Recipe;

/** One way to obtain artifacts. */
public interface Source {
  /** The files of a recipe: programs, jars, a root file system. */
  Artifact files(Recipe recipe);

  /** An image, as {@link kubetraining.artifact.cache.ImageArchive#TAR}. */
  Artifact image(ImageRecipe image);

  /** Why this has no image of those that cannot be made, in words; empty if it may have one. */
  default Optional<String> lacksOptional() {
    return Optional.empty();
  }
}

package kubetraining.artifact.make;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import kubetraining.artifact.Catalog;
import kubetraining.artifact.recipe.ArtifactSettings;
import kubetraining.artifact.recipe.ImageRecipe;
import kubetraining.artifact.recipe.RecipeBook;
import kubetraining.artifact.recipe.SourceChoice;
import kubetraining.artifact.recipe.Wanted;
import kubetraining.host.Toolbox;
import org.junit.jupiter.api.Test;

/** The recipes of this project. */
final class OwnRecipesTest {
  private static final Path RECIPES = Path.of("artifacts");

  private final RecipeBook book = RecipeBook.read(RECIPES);

  @Test
  void whatIsOfThisProjectAloneIsNeverPulled() {
    var registries = registries(Optional.of(URI.create("http://mirror.example:5000")));

    var optional = book.optionalImages(Wanted.EVERYTHING).stream();
    assertThat(Stream.concat(book.machineImages(Wanted.EVERYTHING).stream(), optional))
        .filteredOn(image -> !registries.image(image).source().startsWith("pulled as"))
        .extracting(ImageRecipe::reference)
        .containsExactly("docker.io/kube-training/heat-extender:1.0.0");
  }

  @Test
  void whereRegistriesAreReachedNeitherGoNorMavenNorNpmIsNeeded() {
    var catalog = new Catalog(book, Wanted.EVERYTHING, registries(Optional.empty()));

    assertThat(catalog.all())
        .flatExtracting(artifact -> artifact.maker().tools())
        .isSubsetOf(Toolbox.MMDEBSTRAP, Toolbox.ROOT, Toolbox.PIP);
  }

  private RegistrySource registries(Optional<URI> mirror) {
    var settings =
        new ArtifactSettings(
            SourceChoice.REGISTRIES, RECIPES, Path.of("unused"), mirror, Optional.empty());
    return new RegistrySource(book, PackageSource.portable(book), settings);
  }
}

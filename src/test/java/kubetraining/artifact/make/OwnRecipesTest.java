package kubetraining.artifact.make;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kubetraining.artifact.Catalog;
import kubetraining.artifact.TinyRecipes;
import kubetraining.artifact.recipe.ArtifactSettings;
import kubetraining.artifact.recipe.ImageRecipe;
import kubetraining.artifact.recipe.Recipe;
import kubetraining.artifact.recipe.RecipeBook;
import kubetraining.artifact.recipe.SourceChoice;
import kubetraining.artifact.recipe.Wanted;
import kubetraining.host.Toolbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipes of this project. */
final class OwnRecipesTest {
  private static final Path RECIPES = Path.of("artifacts");

  private final RecipeBook book = RecipeBook.read(RECIPES);

  @Test
  void allThatALabNeedsCanBeMadeFromPackages() {
    var catalog = new Catalog(book, Wanted.EVERYTHING, PackageSource.portable(book));

    assertThat(catalog.all())
        .extracting(Artifact::name)
        .contains(
            "prometheus-operator",
            "image-prometheus-operator-v0.93.1",
            "image-heat-extender-1.0.0");
  }

  @Test
  void onlyGrafanaAndHeadlampAreDoneWithout() {
    assertThat(book.optionalImages(Wanted.EVERYTHING))
        .extracting(ImageRecipe::reference)
        .containsExactly(
            "docker.io/grafana/grafana:13.1.3", "ghcr.io/headlamp-k8s/headlamp:v0.45.0");
  }

  @Test
  void whatIsOfThisProjectAloneIsNeverPulled() {
    var registries = registries(Optional.of(URI.create("http://mirror.example:5000")));

    List<String> made =
        Stream.concat(
                book.machineImages(Wanted.EVERYTHING).stream(),
                book.optionalImages(Wanted.EVERYTHING).stream())
            .filter(image -> !registries.image(image).source().startsWith("pulled as"))
            .map(ImageRecipe::reference)
            .toList();

    assertThat(made).containsExactly("docker.io/kube-training/heat-extender:1.0.0");
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

  @Test
  void allModulesOfGoAreCheckedAgainstTheirSums() throws IOException {
    for (Recipe recipe : book.recipes().values()) {
      boolean requires =
          recipe.kind().equals("go")
              && Files.readString(recipe.folder().resolve("go.mod")).contains("require");
      if (requires) {
        assertThat(recipe.folder().resolve("go.sum")).isNotEmptyFile();
      }
    }
  }

  @Test
  void aWordThatIsNoKindOfSourceIsRefused(@TempDir Path folder) throws IOException {
    var recipes = new TinyRecipes(folder);
    Path images = folder.resolve("images.json");
    Files.writeString(
        images,
        Files.readString(images)
            .replace("\"onlyFrom\": \"registries\"", "\"onlyFrom\": \"somewhere\""));

    assertThatThrownBy(recipes::book)
        .hasMessageContaining("onlyFrom 'somewhere' is neither packages nor registries");
  }
}

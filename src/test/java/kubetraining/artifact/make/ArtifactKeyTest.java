package kubetraining.artifact.make;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kubetraining.artifact.Catalog;
import kubetraining.artifact.TinyRecipes;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.artifact.recipe.RecipeBook;
import kubetraining.artifact.recipe.Wanted;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ArtifactKeyTest {
  @TempDir private Path folder;
  private TinyRecipes recipes;

  @BeforeEach
  void writeRecipes() throws IOException {
    recipes = new TinyRecipes(folder);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "nothing",
      value = {
        "tools/go.sum, tools image-tool-v1.2.3 image-server-1",
        "base/extra, image-server-1",
        // What no machine and no image uses, and what a Maven started by hand leaves.
        "other/go.sum, nothing",
        "tools/target/classes/x, nothing",
        "tools/go.sum~, nothing",
        "tools/.DS_Store, nothing",
        ".idea/recipe.json, nothing",
        "._a, nothing"
      })
  void aChangedFileChangesWhatIsMadeOfIt(String file, @Nullable String changed) throws IOException {
    Map<String, String> before = keys("go1.26.0");

    recipes.write(file, "h1:def\n");

    assertThat(changed(before, keys("go1.26.0")))
        .containsExactlyInAnyOrder(changed == null ? new String[0] : changed.split(" "));
  }

  @Test
  void aRootFileSystemChangesWithTheOneItIsMoreOf() throws IOException {
    replace("base/recipe.json", "\"suite\"", "\"on\": \"machine\", \"suite\"");
    Map<String, String> before = keys("go1.26.0");

    recipes.write("machine/extra", "more");

    assertThat(changed(before, keys("go1.26.0")))
        .containsExactlyInAnyOrder("machine", "image-server-1");
  }

  @Test
  void aFolderWithoutRecipesIsNamed() {
    assertThatThrownBy(() -> RecipeBook.read(folder.resolve("nowhere")))
        .hasMessageContainingAll("cannot read the recipes in", "nowhere");
  }

  private Map<String, String> keys(String go) {
    RecipeBook book = recipes.book();
    Map<String, String> keys = new TreeMap<>();
    new Catalog(book, Wanted.EVERYTHING, new PackageSource(book, () -> go))
        .all()
        .forEach(artifact -> keys.put(artifact.name(), artifact.key()));
    return keys;
  }

  private static List<String> changed(Map<String, String> before, Map<String, String> after) {
    return before.keySet().stream()
        .filter(name -> !before.get(name).equals(after.get(name)))
        .toList();
  }

  @Test
  void anotherGoChangesWhatGoMakesButTheOrderOfVariablesAndTheLinkOfAnEditorNothing()
      throws IOException {
    Map<String, String> before = keys("go1.26.0");
    replace("images.json", "\"B\": \"2\", \"A\": \"1\"", "\"A\":\"1\",\"B\":\"2\"");
    Files.createSymbolicLink(folder.resolve("tools/.#go.sum"), Path.of("ann@host.4711:17"));
    assertThat(changed(before, keys("go1.26.0"))).isEmpty();
    assertThat(changed(before, keys("go1.26.1")))
        .containsExactlyInAnyOrder("tools", "image-tool-v1.2.3", "image-server-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tools/recipe.json | "kind": "go"     | "kind": "rust"               | kind 'rust' is none of go, rootfs, maven, python
          tools/recipe.json | "name": "tools"  | "name": "tolls"              | has the name 'tolls'
          images.json       | "server:1"       | "other.example/tool:v1.2.3"  | example.org/tool:v1.2.3 and other.example/tool:v1.2.3
          images.json       | "registries"     | "somewhere"                  | onlyFrom 'somewhere' is neither packages nor registries
          """)
  void aRecipeThatCannotBeFollowedIsRefused(String file, String good, String bad, String words)
      throws IOException {
    replace(file, good, bad);
    assertThatThrownBy(() -> keys("go1.26.0"))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining(words);
  }

  private void replace(String file, String old, String by) throws IOException {
    String text = Files.readString(folder.resolve(file));
    assertThat(text).contains(old);
    recipes.write(file, text.replace(old, by));
  }
}

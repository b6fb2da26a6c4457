package kubetraining.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArtifactKeyTest {
  @TempDir private Path folder;
  private TinyRecipes recipes;

  @BeforeEach
  void writeRecipes() throws IOException {
    recipes = new TinyRecipes(folder);
  }

  @Test
  void theSameRecipesGiveTheSameKeys() {
    assertThat(keys("go1.26.0")).isEqualTo(keys("go1.26.0"));
  }

  @Test
  void aChangedSumChangesWhatIsMadeOfIt() throws IOException {
    Map<String, String> before = keys("go1.26.0");

    recipes.write("tools/go.sum", "h1:def\n");

    assertThat(changed(before, keys("go1.26.0")))
        .containsExactlyInAnyOrder("tools", "image-tool-v1.2.3", "image-server-1");
  }

  @Test
  void aRecipeThatNothingUsesChangesNothing() throws IOException {
    Map<String, String> before = keys("go1.26.0");

    recipes.write("other/go.sum", "h1:def\n");

    assertThat(changed(before, keys("go1.26.0"))).isEmpty();
  }

  @Test
  void anotherGoChangesWhatGoMakes() {
    assertThat(changed(keys("go1.26.0"), keys("go1.26.1")))
        .containsExactlyInAnyOrder("tools", "image-tool-v1.2.3", "image-server-1");
  }

  @Test
  void aChangedBaseChangesTheImagesOnIt() throws IOException {
    Map<String, String> before = keys("go1.26.0");

    recipes.write("base/extra", "more");

    assertThat(changed(before, keys("go1.26.0"))).containsExactly("image-server-1");
  }

  @Test
  void aRootFileSystemChangesWithTheOneItIsMoreOf() throws IOException {
    String base = Files.readString(folder.resolve("base/recipe.json"));
    recipes.write("base/recipe.json", base.replace("\"suite\"", "\"on\": \"machine\", \"suite\""));
    Map<String, String> before = keys("go1.26.0");

    recipes.write("machine/extra", "more");

    assertThat(changed(before, keys("go1.26.0")))
        .containsExactlyInAnyOrder("machine", "image-server-1");
  }

  @Test
  void theOrderOfVariablesIsNoChange() throws IOException {
    Map<String, String> before = keys("go1.26.0");
    Path images = folder.resolve("images.json");

    Files.writeString(
        images,
        Files.readString(images).replace("\"B\": \"2\", \"A\": \"1\"", "\"A\":\"1\",\"B\":\"2\""));

    assertThat(changed(before, keys("go1.26.0"))).isEmpty();
  }

  @Test
  void whatAMavenStartedByHandLeavesIsNoChange() throws IOException {
    Map<String, String> before = keys("go1.26.0");

    recipes.write("tools/target/classes/x", "x");

    assertThat(changed(before, keys("go1.26.0"))).isEmpty();
  }

  @Test
  void whatAnEditorLeavesIsNoChange() throws IOException {
    Map<String, String> before = keys("go1.26.0");

    Files.createSymbolicLink(folder.resolve("tools/.#go.sum"), Path.of("ann@host.4711:17"));
    for (String file : List.of("tools/go.sum~", "tools/.DS_Store", ".idea/recipe.json", "._a")) {
      recipes.write(file, "half");
    }

    assertThat(changed(before, keys("go1.26.0"))).isEmpty();
  }

  @Test
  void anUnknownKindIsRefusedByName() throws IOException {
    recipes.write(
        "tools/recipe.json",
        "{\"kind\": \"rust\", \"name\": \"tools\", \"version\": \"1\", \"source\": \"crate\"}");

    assertThatThrownBy(() -> keys("go1.26.0"))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("kind 'rust' is none of go, rootfs, maven, python")
        .hasMessageContaining("tools/recipe.json");
  }

  @Test
  void aRecipeUnderAnotherNameThanItsFolderIsRefused() throws IOException {
    recipes.write(
        "tools/recipe.json",
        "{\"kind\": \"go\", \"name\": \"tolls\", \"version\": \"1\", \"source\": \"module\"}");

    assertThatThrownBy(recipes::book)
        .hasMessageContaining("names itself 'tolls'")
        .hasMessageContaining("'tools'");
  }

  @Test
  void twoImagesThatWouldShareAnEntryAreRefused() throws IOException {
    Path images = folder.resolve("images.json");
    Files.writeString(
        images, Files.readString(images).replace("\"server:1\"", "\"other.example/tool:v1.2.3\""));

    assertThatThrownBy(recipes::book)
        .hasMessageContaining("example.org/tool:v1.2.3 and other.example/tool:v1.2.3");
  }

  @Test
  void aFolderWithoutRecipesIsNamed() {
    assertThatThrownBy(() -> RecipeBook.read(folder.resolve("nowhere")))
        .hasMessageContaining("cannot read the recipes in")
        .hasMessageContaining("nowhere");
  }

  private Map<String, String> keys(String go) {
    RecipeBook book = recipes.book();
    Map<String, String> keys = new TreeMap<>();
    new Catalog(book, Wanted.EVERYTHING, new PackageSource(book, () -> go))
        .all()
        .forEach(artifact -> keys.put(artifact.name(), artifact.key()));
    return keys;
  }

  private static Iterable<String> changed(Map<String, String> before, Map<String, String> after) {
    return before.keySet().stream()
        .filter(name -> !before.get(name).equals(after.get(name)))
        .toList();
  }
}

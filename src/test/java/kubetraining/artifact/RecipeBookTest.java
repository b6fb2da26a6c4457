package kubetraining.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecipeBookTest {
  @TempDir private Path folder;

  @BeforeEach
  void copy() throws IOException {
    Folders.copy(Path.of("artifacts"), folder);
  }

  private Map<String, String> keys() {
    return RecipeBook.read(folder).recipes().values().stream()
        .collect(Collectors.toMap(Recipe::name, Recipe::contentKey));
  }

  @Test
  void whatAnEditorLeavesMakesNothingAnew() throws IOException {
    var before = keys();
    Files.createSymbolicLink(folder.resolve("pause/.#main.go"), Path.of("ann@host.4711:17"));
    Files.writeString(folder.resolve("pause/main.go~"), "half");
    Files.writeString(folder.resolve("pause/.DS_Store"), "\0");
    Files.createDirectory(folder.resolve(".idea"));
    Files.writeString(folder.resolve(".idea/recipe.json"), "no recipe");
    Files.writeString(folder.resolve("._pause"), "\0");

    assertThat(keys()).isEqualTo(before);

    Files.writeString(folder.resolve("pause/main.go"), "package main");
    assertThat(keys().get("pause")).isNotEqualTo(before.get("pause"));
  }
}

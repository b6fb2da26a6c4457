package kubetraining.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files out of a pinned module; the real Go is asked where that lies, so there must be one. */
final class ModuleFilesTest {
  @TempDir private Path folder;
  private Recipe recipe;

  @BeforeEach
  void writeAModule() throws IOException {
    assumeThat(Toolbox.goVersion()).as("no Go is installed").isPresent();
    write("module/go.mod", "module example.org/module\n");
    write("module/kinds/one.yaml", "kind: One\n");
    write("module/kinds/deep/two.yaml", "kind: Two\n");
    Files.setPosixFilePermissions(
        folder.resolve("module/kinds/one.yaml"), PosixFilePermissions.fromString("r--r--r--"));
    write(
        "tools/go.mod",
        """
        module tools

        require example.org/module v1.0.0

        replace example.org/module => ../module
        """);
    Path file =
        write(
            "tools/recipe.json",
            "{\"kind\": \"go\", \"name\": \"tools\", \"version\": \"1\", \"source\": \"Go module\"}");
    recipe =
        new Recipe(
            "go", "tools", "1", "x", Json.read(file, JsonNode.class), file.getParent(), "content");
  }

  @Test
  void aFolderIsTakenWholeAndCanBeWritten() throws Exception {
    Path output = take("kinds", "crds");

    assertThat(output.resolve("crds/deep/two.yaml")).content().isEqualTo("kind: Two\n");
    assertThat(Files.getPosixFilePermissions(output.resolve("crds/one.yaml")))
        .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
  }

  @Test
  void aFileIsTakenUnderTheNameAskedFor() throws Exception {
    assertThat(take("kinds/one.yaml", "first.yaml").resolve("first.yaml"))
        .content()
        .isEqualTo("kind: One\n");
  }

  @Test
  void whatTheModuleLacksIsNamed() {
    assertThatThrownBy(() -> take("types", "crds"))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("module example.org/module has no types")
        .hasMessageContaining("tools/recipe.json");
  }

  @Test
  void aModuleThatIsNotRequiredIsNamed() {
    var rule = new ModuleFiles.Rule("example.org/other", "kinds", "crds");

    assertThatThrownBy(() -> new ModuleFiles(recipe).copy(List.of(rule), folder.resolve("out")))
        .hasMessageContaining("where module example.org/other lies is not known")
        .hasMessageContaining("tools/go.mod");
  }

  private Path take(String path, String to) throws Exception {
    Path output = Files.createDirectories(folder.resolve("out"));
    new ModuleFiles(recipe)
        .copy(List.of(new ModuleFiles.Rule("example.org/module", path, to)), output);
    return output;
  }

  private Path write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }
}

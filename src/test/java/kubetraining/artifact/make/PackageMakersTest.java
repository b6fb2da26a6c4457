package kubetraining.artifact.make;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import kubetraining.artifact.TinyRecipes;
import kubetraining.artifact.make.PackageMakers.ModuleFiles;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.artifact.recipe.RecipeBook;
import kubetraining.host.Commands;
import kubetraining.host.Folders;
import kubetraining.host.Programs;
import kubetraining.host.Texts;
import kubetraining.host.Toolbox;
import kubetraining.host.WholeFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages built by the real npm and Go, of a module and a package that lie here. */
final class PackageMakersTest {
  private static final String DEPENDENCIES = "\"dependencies\": {\"tool\": \"file:tool\"}";

  @TempDir private Path folder;

  @BeforeEach
  void writeAModule() throws IOException {
    assumeThat(Toolbox.goVersion()).as("no Go is installed").isPresent();
    write("module/go.mod", "module example.org/module\n");
    write("module/kinds/one.yaml", "kind: One\n");
    write("module/kinds/deep/two.yaml", "kind: Two\n");
    Files.setPosixFilePermissions(
        folder.resolve("module/kinds/one.yaml"), PosixFilePermissions.fromString("r--r--r--"));
    write(
        "pages/go.mod",
        """
        module pages

        require example.org/module v1.0.0

        replace example.org/module => ../module
        """);
    writeRecipe("dist", "dist");
  }

  private void writeRecipe(String made, String keep) throws IOException {
    write(
        "pages/recipe.json",
        Texts.of(
            """
            {"kind": "npm", "name": "pages", "version": "1", "source": "x", "keep": "%s",
             "project": {"module": "example.org/module", "path": "web", "to": "project"},
             "command": ["tool", "%s"]}
            """,
            keep, made));
  }

  @Test
  void aFolderOfAModuleIsTakenWholeAndCanBeWritten() throws Exception {
    Path output = take("example.org/module", "kinds", "crds");

    assertThat(output.resolve("crds/deep/two.yaml")).content().isEqualTo("kind: Two\n");
    assertThat(Files.getPosixFilePermissions(output.resolve("crds/one.yaml")))
        .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(take("example.org/module", "kinds/one.yaml", "first.yaml").resolve("first.yaml"))
        .hasContent("kind: One\n");
  }

  @Test
  void whatNoModuleHasIsNamed() {
    assertThatThrownBy(() -> take("example.org/module", "types", "crds"))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContainingAll("module example.org/module has no types", "pages/recipe.json");
    assertThatThrownBy(() -> take("example.org/other", "kinds", "crds"))
        .hasMessageContainingAll(
            "the location of module example.org/other is not known", "pages/go.mod");
  }

  @Test
  void pythonPackagesWithoutDigestsAreRefused() throws IOException {
    write(
        "moto/recipe.json",
        "{\"kind\": \"python\", \"name\": \"moto\", \"version\": \"1\", \"source\": \"x\"}");
    var makers = new PackageMakers(RecipeBook.recipe(folder.resolve("moto")));

    assertThatThrownBy(makers::python).hasMessageContaining("lack --require-hashes");
  }

  private Path take(String module, String path, String to) throws IOException {
    Path output = Files.createDirectories(folder.resolve("out"));
    makers().copy(new ModuleFiles(module, path, to), output);
    return output;
  }

  private PackageMakers makers() throws IOException {
    return new PackageMakers(RecipeBook.recipe(folder.resolve("pages")));
  }

  /**
   * @param more what the package asks for that its lock does not have
   */
  private Path makePages(String more) throws Exception {
    assumeThat(Programs.has(Toolbox.NPM)).as("no npm is installed").isTrue();
    writeProject(more);
    WholeFile.delete(folder.resolve("scratch"));
    return TinyRecipes.make(folder, makers().npm(), Map.of()).output();
  }

  private void writeProject(String more) throws IOException {
    write("module/web/page.txt", "a page");
    write("module/web/package.json", "{\"name\": \"theirs\", \"version\": \"1.0.0\"}");
    write(
        "module/web/tool/package.json",
        "{\"name\": \"tool\", \"version\": \"1.0.0\", \"bin\": \"tool.js\","
            + " \"scripts\": {\"install\": \"touch ../script-was-run\"}}");
    write(
        "module/web/tool/tool.js",
        """
        #!/usr/bin/env node
        const fs = require('fs');
        fs.mkdirSync(process.argv[2]);
        const run = fs.existsSync('script-was-run') ? ' a script was run' : '';
        fs.writeFileSync(process.argv[2] + '/page.html', fs.readFileSync('page.txt') + run);
        """);
    String own = "{\"name\": \"ours\", \"version\": \"1.0.0\", " + DEPENDENCIES + "}";
    write("pages/package.json", own.replace("\"tool\"", more + "\"tool\""));
    write(
        "pages/package-lock.json",
        Texts.of(
            """
            {"name": "ours", "version": "1.0.0", "lockfileVersion": 3, "requires": true, "packages": {
              "": {"name": "ours", "version": "1.0.0", %s},
              "node_modules/tool": {"resolved": "tool", "link": true},
              "tool": {"version": "1.0.0", "bin": {"tool": "tool.js"}}}}
            """,
            DEPENDENCIES));
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void whatTheCommandMakesOfTheModulesFilesIsKeptIfItIsWhatWasAskedFor() throws Exception {
    Path output = makePages("");
    assertThat(Folders.filesOf(output)).containsExactly("dist/page.html");
    assertThat(output.resolve("dist/page.html")).content().isEqualTo("a page");
    writeRecipe("dist", "build");
    assertThatThrownBy(() -> makePages(""))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContainingAll("[tool, dist] succeeded but made no 'build'", "pages/recipe.json");
  }

  @Test
  void aPackageThatTheLockLacksIsRefused() {
    assertThatThrownBy(() -> makePages("\"other\": \"1.0.0\", "))
        .isInstanceOf(Commands.Failure.class)
        .hasMessageContaining("npm ci");
  }
}

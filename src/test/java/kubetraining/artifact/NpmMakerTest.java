package kubetraining.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kubetraining.host.Texts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages built by the real npm and Go, of a module and a package that lie here. */
final class NpmMakerTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeAProject() throws IOException {
    assumeThat(Toolbox.goVersion()).as("no Go is installed").isPresent();
    assumeThat(Toolbox.look(Toolbox.NPM).found()).as("no npm is installed").isTrue();
    write("module/go.mod", "module example.org/module\n");
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
    write(
        "pages/go.mod",
        """
        module pages

        require example.org/module v1.0.0

        replace example.org/module => ../module
        """);
    String dependencies = "\"dependencies\": {\"tool\": \"file:tool\"}";
    write(
        "pages/package.json", "{\"name\": \"ours\", \"version\": \"1.0.0\", " + dependencies + "}");
    write(
        "pages/package-lock.json",
        Texts.of(
            """
        {"name": "ours", "version": "1.0.0", "lockfileVersion": 3, "requires": true, "packages": {
          "": {"name": "ours", "version": "1.0.0", %s},
          "node_modules/tool": {"resolved": "tool", "link": true},
          "tool": {"version": "1.0.0", "bin": {"tool": "tool.js"}}}}
        """,
            dependencies));
  }

  @Test
  void whatTheCommandMakesOfTheModulesFilesIsKept() throws Exception {
    Path output = make("dist", "dist");

    assertThat(Folders.filesOf(output)).containsExactly("dist/page.html");
    assertThat(output.resolve("dist/page.html")).content().isEqualTo("a page");
  }

  @Test
  void aCommandThatMakesSomethingElseIsNamed() {
    assertThatThrownBy(() -> make("dist", "build"))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("[tool, dist] ended well but made no 'build'")
        .hasMessageContaining("pages/recipe.json");
  }

  @Test
  void aPackageThatTheLockLacksIsRefused() throws IOException {
    Path own = folder.resolve("pages/package.json");
    Files.writeString(
        own, Files.readString(own).replace("\"tool\"", "\"other\": \"1.0.0\", \"tool\""));

    assertThatThrownBy(() -> make("dist", "dist"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("npm ci");
  }

  private Path make(String made, String keep) throws Exception {
    Path file =
        write(
            "pages/recipe.json",
            Texts.of(
                """
            {"kind": "npm", "name": "pages", "version": "1", "source": "x", "keep": "%s",
             "project": {"module": "example.org/module", "path": "web", "to": "project"},
             "command": ["tool", "%s"]}
            """,
                keep, made));
    var recipe =
        new Recipe(
            "npm", "pages", "1", "x", Json.read(file, JsonNode.class), file.getParent(), "content");
    var maker = new NpmMaker(recipe);
    Path output = Files.createDirectories(folder.resolve("out"));
    maker.make(
        new Workbench(
            new Artifact("pages", "1", "x", "key", List.of(), maker),
            output,
            Files.createDirectories(folder.resolve("scratch")),
            Map.of(),
            new Commands("pages", folder.resolve("log"))));
    return output;
  }

  private Path write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }
}

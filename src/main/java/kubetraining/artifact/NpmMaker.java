package kubetraining.artifact;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kubetraining.host.Texts;

/** Builds web pages: their sources from a pinned Go module, what they are built with from npm. */
final class NpmMaker implements Maker {
  /**
   * @param project the folder of the module that holds the sources
   * @param command a program of the npm packages, and its arguments
   * @param keep the folder it makes
   */
  record Settings(ModuleFiles.Rule project, List<String> command, String keep) {}

  private static final Duration LIMIT = Duration.ofMinutes(15);
  private static final List<String> OWN = List.of("package.json", "package-lock.json");

  private final Recipe recipe;
  private final Settings settings;

  NpmMaker(Recipe recipe) {
    this.recipe = recipe;
    this.settings = recipe.as(Settings.class);
  }

  @Override
  public void make(Workbench bench) throws Exception {
    bench.run(
        List.of(Toolbox.GO, "mod", "download", settings.project().module()),
        recipe.folder(),
        Map.of(),
        LIMIT);
    new ModuleFiles(recipe).copy(List.of(settings.project()), bench.scratch());
    Path project = bench.scratch().resolve(settings.project().to());
    for (String file : OWN) {
      Files.copy(
          recipe.folder().resolve(file),
          project.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
    // Without the scripts of packages: whatever they would run, nobody has pinned or read.
    bench.run(
        List.of(Toolbox.NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund"),
        project,
        Map.of(),
        LIMIT);
    List<String> line = new ArrayList<>(settings.command());
    line.set(0, project.resolve("node_modules/.bin").resolve(line.get(0)).toString());
    bench.run(line, project, Map.of("NODE_ENV", "production"), LIMIT);
    Path made = project.resolve(settings.keep());
    if (!Files.isDirectory(made)) {
      throw new ArtifactException(
          Texts.of(
              "artifact %s: %s ended well but made no '%s'; correct %s",
              bench.artifact().title(),
              settings.command(),
              settings.keep(),
              recipe.folder().resolve("recipe.json")));
    }
    Files.move(made, bench.output().resolve(settings.keep()));
  }

  @Override
  public Lane lane() {
    return Lane.NETWORK;
  }

  @Override
  public List<String> tools() {
    return List.of(Toolbox.GO, Toolbox.NPM);
  }

  @Override
  public int megabytes() {
    return 500;
  }

  @Override
  public long weight() {
    return 20_000;
  }
}

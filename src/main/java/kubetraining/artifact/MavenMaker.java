package kubetraining.artifact;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kubetraining.host.Texts;

/** Runs Maven on a copy of a recipe's folder, with the user's own settings and repository. */
final class MavenMaker implements Maker {
  /**
   * @param arguments {@code {output}} in them is the folder to build into
   * @param keep what is kept of that folder
   */
  record Settings(List<String> arguments, List<String> keep) {}

  private static final Duration LIMIT = Duration.ofMinutes(20);
  // It runs with the Java of this program, which need not be on the path.
  private static final Map<String, String> ENVIRONMENT =
      Map.of("JAVA_HOME", Toolbox.JAVA_HOME.toString());

  private final Recipe recipe;
  private final Settings settings;

  MavenMaker(Recipe recipe) {
    this.recipe = recipe;
    this.settings = recipe.as(Settings.class);
  }

  @Override
  public void make(Workbench bench) throws Exception {
    Path project = bench.scratch().resolve("project");
    Path built = bench.scratch().resolve("built");
    Folders.copy(recipe.folder(), project);
    List<String> line = new ArrayList<>(List.of(Toolbox.MAVEN));
    settings.arguments().forEach(one -> line.add(one.replace("{output}", built.toString())));
    bench.run(line, project, ENVIRONMENT, LIMIT);
    for (String kept : settings.keep()) {
      Path from = built.resolve(kept);
      if (!Files.exists(from)) {
        throw new ArtifactException(
            Texts.of(
                "artifact %s: Maven ended well but made no '%s'; correct %s",
                bench.artifact().title(), kept, recipe.folder().resolve("recipe.json")));
      }
      Path to = bench.output().resolve(kept);
      Files.createDirectories(to.getParent());
      Files.move(from, to);
    }
  }

  @Override
  public Lane lane() {
    return Lane.NETWORK;
  }

  @Override
  public List<String> tools() {
    return List.of(Toolbox.JAVAC, Toolbox.MAVEN);
  }

  @Override
  public long weight() {
    // Downloads more than any root file system, but only the largest of these takes longer.
    return 30_000;
  }

  @Override
  public int megabytes() {
    return 800;
  }
}

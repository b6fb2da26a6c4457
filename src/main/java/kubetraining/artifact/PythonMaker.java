package kubetraining.artifact;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kubetraining.host.Texts;

/** Installs Python packages, each with its pinned digest, to one folder. */
final class PythonMaker implements Maker {
  /**
   * @param requirements the file with names, versions and digests
   */
  record Settings(String requirements, List<String> arguments) {}

  /** The folder of the packages in what is made. */
  static final String FOLDER = "packages";

  private static final Duration LIMIT = Duration.ofMinutes(15);

  private final Recipe recipe;
  private final Settings settings;

  PythonMaker(Recipe recipe) {
    this.recipe = recipe;
    this.settings = recipe.as(Settings.class);
    if (!settings.arguments().contains("--require-hashes")) {
      throw new ArtifactException(
          Texts.of(
              "%s: its arguments lack --require-hashes, so anything might be installed",
              recipe.folder().resolve("recipe.json")));
    }
  }

  @Override
  public void make(Workbench bench) throws Exception {
    List<String> line = new ArrayList<>(List.of("python3", "-m", "pip", "install", "--quiet"));
    line.addAll(List.of("--disable-pip-version-check", "--root-user-action=ignore"));
    line.addAll(settings.arguments());
    line.addAll(List.of("--target", bench.output().resolve(FOLDER).toString()));
    line.addAll(
        List.of("--requirement", recipe.folder().resolve(settings.requirements()).toString()));
    bench.run(line, bench.scratch(), Map.of(), LIMIT);
  }

  @Override
  public Lane lane() {
    return Lane.NETWORK;
  }

  @Override
  public List<String> tools() {
    return List.of(Toolbox.PIP);
  }
}

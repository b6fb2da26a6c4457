package kubetraining.artifact;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import kubetraining.host.Texts;

/** Builds the {@code tool} lines of a {@code go.mod} with the user's own Go caches. */
final class GoMaker implements Maker {
  /**
   * @param programs what must come out, after renaming
   * @param rename from the name Go gives a program to the one it shall have
   * @param moduleFiles what else is taken out of its modules
   */
  record Settings(
      List<String> programs,
      Map<String, String> rename,
      boolean cgo,
      List<String> tags,
      List<String> ldflags,
      List<ModuleFiles.Rule> moduleFiles) {
    Settings {
      rename = rename == null ? Map.of() : rename;
      tags = tags == null ? List.of() : tags;
      ldflags = ldflags == null ? List.of() : ldflags;
      moduleFiles = moduleFiles == null ? List.of() : moduleFiles;
    }
  }

  private static final long ROOMY = 12L << 30;
  private static final Duration LIMIT = Duration.ofMinutes(40);

  private final Recipe recipe;
  private final Settings settings;
  private final Supplier<String> version;

  /**
   * @param version that of the installed Go
   */
  GoMaker(Recipe recipe, Supplier<String> version) {
    this.recipe = recipe;
    this.version = version;
    this.settings = recipe.as(Settings.class);
  }

  @Override
  public void make(Workbench bench) throws Exception {
    List<String> line =
        new ArrayList<>(List.of(Toolbox.GO, "install", "-trimpath", "-buildvcs=false"));
    // Every recipe strips what debuggers read. Not writing it in the first place saves a fifth.
    line.addAll(List.of("-gcflags", "all=-dwarf=false"));
    line.addAll(List.of("-ldflags", String.join(" ", settings.ldflags())));
    if (!settings.tags().isEmpty()) {
      line.addAll(List.of("-tags", String.join(",", settings.tags())));
    }
    line.add("tool");
    bench.run(line, recipe.folder(), environment(bench.output()), LIMIT);
    for (var rename : new TreeMap<>(settings.rename()).entrySet()) {
      Files.move(
          bench.output().resolve(rename.getKey()), bench.output().resolve(rename.getValue()));
    }
    List<String> made = Folders.filesOf(bench.output());
    if (!made.equals(settings.programs().stream().sorted().toList())) {
      throw new ArtifactException(
          Texts.of(
              "artifact %s: the recipe promises the programs %s, but Go built %s; correct %s",
              bench.artifact().title(),
              settings.programs(),
              made,
              recipe.folder().resolve("recipe.json")));
    }
    new ModuleFiles(recipe).copy(settings.moduleFiles(), bench.output());
  }

  private Map<String, String> environment(Path output) {
    var environment = new TreeMap<String, String>();
    environment.put("GOBIN", output.toString());
    environment.put("CGO_ENABLED", settings.cgo() ? "1" : "0");
    if (Memory.ofThisComputer() >= ROOMY) {
      // The compiler spends a sixth of its time on freeing memory that there is enough of.
      environment.put("GOGC", "400");
    }
    return environment;
  }

  @Override
  public List<String> inputs() {
    return List.of(version.get());
  }

  @Override
  public List<String> portableInputs() {
    return List.of("any");
  }

  @Override
  public Lane lane() {
    return Lane.GO;
  }

  @Override
  public List<String> tools() {
    return settings.cgo() ? List.of(Toolbox.GO, Toolbox.GCC) : List.of(Toolbox.GO);
  }

  @Override
  public int megabytes() {
    return 200 + 450 * settings.programs().size();
  }

  @Override
  public long weight() {
    // The more programs, and the more modules they are made of, the longer it takes.
    return settings.programs().size() * recipe.folder().resolve("go.sum").toFile().length();
  }
}

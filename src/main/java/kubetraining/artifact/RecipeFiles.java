package kubetraining.artifact;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Lays the files that a recipe brings along beside what its maker makes. */
final class RecipeFiles implements Maker {
  private record Settings(List<String> files) {
    Settings {
      files = files == null ? List.of() : files;
    }
  }

  private final Recipe recipe;
  private final List<String> files;
  private final Maker maker;

  RecipeFiles(Recipe recipe, Maker maker) {
    this.recipe = recipe;
    this.files = recipe.as(Settings.class).files();
    this.maker = maker;
  }

  @Override
  public void make(Workbench bench) throws Exception {
    maker.make(bench);
    for (String file : files) {
      Path target = Targets.inside(bench.output(), file);
      Files.createDirectories(target.getParent());
      Files.copy(recipe.folder().resolve(file), target, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  @Override
  public Lane lane() {
    return maker.lane();
  }

  @Override
  public List<String> tools() {
    return maker.tools();
  }

  @Override
  public boolean fetches() {
    return maker.fetches();
  }

  @Override
  public int megabytes() {
    return maker.megabytes();
  }

  @Override
  public long weight() {
    return maker.weight();
  }
}

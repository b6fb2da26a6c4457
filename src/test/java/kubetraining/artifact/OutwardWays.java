package kubetraining.artifact;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import kubetraining.artifact.cache.EntryCache;
import kubetraining.artifact.carry.Mirror;
import kubetraining.artifact.make.Artifact;
import kubetraining.artifact.make.PackageSource;
import kubetraining.artifact.make.RegistrySource;
import kubetraining.artifact.make.TinySource;
import kubetraining.artifact.make.Workshop;
import kubetraining.artifact.recipe.RecipeBook;
import kubetraining.artifact.recipe.SourceChoice;
import kubetraining.artifact.recipe.Wanted;
import kubetraining.progress.Progress;

/** The ways to where artifacts come from, for tests of other rooms that watch where they lead. */
public final class OutwardWays {
  private OutwardWays() {}

  /** Writes what a mirror of small artifacts serves, below {@code site}. */
  public static void fillMirror(Path folder, Path site) throws IOException {
    fillMirror(new TinyRecipes(folder.resolve("recipes")), folder, site);
  }

  /** As above, by these recipes. */
  public static void fillMirror(TinyRecipes recipes, Path folder, Path site) throws IOException {
    var made = recipes.made(folder.resolve("built"), new TinySource());
    new Mirror(recipes.folder(), Progress.SILENT).writeDownloads(made.machineParts(), site);
  }

  /** Downloads an artifact from such a mirror; returns the program in it. */
  public static Path download(Path folder, URI mirror) throws IOException {
    return download(new TinyRecipes(folder.resolve("recipes")), folder, mirror).resolve("tool");
  }

  /** As above, by these recipes; returns all of it. */
  public static Path download(TinyRecipes recipes, Path folder, URI mirror) {
    Artifact tools = source(recipes, folder, mirror).files(recipes.book().recipe("tools"));
    make(folder, tools);
    return folder.resolve("cache/artifacts").resolve(tools.id());
  }

  /** Pulls an image from a mirror. */
  public static void pull(Path folder, URI mirror) throws IOException {
    var recipes = new TinyRecipes(folder.resolve("recipes"));
    var image = recipes.book().optionalImages(Wanted.EVERYTHING).get(0);
    make(folder, source(recipes, folder, mirror).image(image));
  }

  /** What one look at a registry sees. */
  public static String look(URI registry) {
    return ArtifactOpening.look(registry, Duration.ofSeconds(10)).seen();
  }

  private static RegistrySource source(TinyRecipes recipes, Path folder, URI mirror) {
    RecipeBook book = recipes.book();
    var settings = recipes.settings(SourceChoice.REGISTRIES, folder.resolve("cache"));
    var mirrored = settings.through(Optional.of(mirror), Optional.of(mirror));
    return new RegistrySource(book, new PackageSource(book, () -> "no Go"), mirrored);
  }

  private static void make(Path folder, Artifact artifact) {
    new Workshop(new EntryCache(folder.resolve("cache")), Progress.SILENT, () -> {})
        .have(List.of(artifact));
  }
}

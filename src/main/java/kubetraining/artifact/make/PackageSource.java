package kubetraining.artifact.make;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import kubetraining.artifact.cache.Entry;
import kubetraining.artifact.carry.Archive;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.artifact.recipe.FileRule;
import kubetraining.artifact.recipe.ImageRecipe;
import kubetraining.artifact.recipe.Recipe;
import kubetraining.artifact.recipe.RecipeBook;
import kubetraining.host.Folders;
import kubetraining.host.Platforms;
import kubetraining.host.Sha256;

/** Everything built here from the packages of Go, Maven, PyPI and Debian. */
public final class PackageSource implements Source {
  // To be raised when a maker changes what it makes of the same recipe.
  private static final String MAKERS = "1";

  /**
   * @param files those that the recipe brings along, laid beside what its maker makes
   */
  private record Brought(List<String> files) {}

  private final RecipeBook book;
  private final Supplier<String> goVersion;
  private final boolean portable;
  private final Map<String, Artifact> made = new ConcurrentHashMap<>();

  public PackageSource(RecipeBook book, Supplier<String> goVersion) {
    this(book, goVersion, false);
  }

  private PackageSource(RecipeBook book, Supplier<String> goVersion, boolean portable) {
    this.book = book;
    this.goVersion = goVersion;
    this.portable = portable;
  }

  /** The same in an {@link Archive}: whatever Go and Java they were made with. */
  public static PackageSource portable(RecipeBook book) {
    return new PackageSource(book, () -> "any", true);
  }

  @Override
  public Artifact files(Recipe recipe) {
    Artifact known = made.get(recipe.name());
    if (known == null) {
      // Not by computeIfAbsent: it may lead to another artifact, which this map refuses then.
      known = filesOf(recipe);
      made.put(recipe.name(), known);
    }
    return known;
  }

  private Artifact filesOf(Recipe recipe) {
    List<String> words =
        new ArrayList<>(List.of(MAKERS, Platforms.architecture(), recipe.contentKey()));
    List<Artifact> needs = new ArrayList<>();
    var packages = new PackageMakers(recipe);
    Maker maker =
        switch (recipe.kind()) {
          case "go" -> {
            words.add(goVersion.get());
            yield packages.go();
          }
          case "npm" -> packages.npm();
          case "maven" -> packages.maven();
          case "python" -> packages.python();
          case "rootfs" -> {
            var settings = recipe.as(RootfsMaker.Settings.class);
            if (!settings.on().isEmpty()) {
              needs.add(files(book.recipe(settings.on())));
            }
            yield RootfsMaker.of(settings);
          }
          case "classes" -> {
            var classes = new ClassesMaker(recipe, PackageSource.class.getClassLoader());
            words.addAll(inputs(recipe, classes));
            yield classes.maker();
          }
          default ->
              throw new ArtifactException(
                  "%s: kind '%s' is none of go, rootfs, maven, python, npm, classes",
                  recipe.file(), recipe.kind());
        };
    return artifact(
        recipe.name(), recipe.version(), recipe.source(), words, needs, withFiles(maker, recipe));
  }

  private List<String> inputs(Recipe recipe, ClassesMaker classes) {
    try {
      return portable ? classes.portableInputs() : classes.inputs();
    } catch (IOException e) {
      throw new ArtifactException(
          e, "recipe %s: cannot find out what it is made from: %s", recipe.name(), e);
    }
  }

  private static Maker withFiles(Maker maker, Recipe recipe) {
    List<String> files = recipe.as(Brought.class).files();
    return maker.followedBy(
        bench -> {
          for (String file : files) {
            Path target = Tars.inside(bench.output(), file);
            Folders.copy(recipe.folder().resolve(file), target, StandardCopyOption.COPY_ATTRIBUTES);
          }
        });
  }

  /** Its key is of {@code words} and of all that goes in. */
  private Artifact artifact(
      String name,
      String version,
      String source,
      List<String> words,
      List<Artifact> needs,
      Maker maker) {
    needs.forEach(need -> words.add(need.key()));
    String key = Sha256.keyOf(words);
    return new Artifact(name, version, source, portable ? Entry.IMPORTED + key : key, needs, maker);
  }

  @Override
  public Optional<String> lacksOptional() {
    String packages = "no package registry has it, and artifacts are built from packages";
    return Optional.of(portable ? "the imported archive does not have it" : packages);
  }

  /** A root file system as the image that others are based on. */
  private Artifact base(Recipe rootfs) {
    String name = ImageMaker.baseName(rootfs.name());
    var words = new ArrayList<>(List.of(MAKERS));
    var needs = List.of(files(rootfs));
    var maker = ImageMaker.base(rootfs.name());
    return artifact(name, rootfs.version(), rootfs.source(), words, needs, maker);
  }

  @Override
  public Artifact image(ImageRecipe image) {
    List<Artifact> needs = new ArrayList<>();
    image.baseRecipe().ifPresent(base -> needs.add(base(book.recipe(base))));
    var parts = image.files().stream().map(FileRule::artifact).distinct();
    parts.forEach(artifact -> needs.add(files(book.recipe(artifact))));
    String name = image.artifactName();
    var words = new ArrayList<>(List.of(MAKERS, Platforms.architecture(), image.toString()));
    return artifact(name, image.version(), image.source(), words, needs, ImageMaker.of(image));
  }
}

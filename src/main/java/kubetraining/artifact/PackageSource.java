package kubetraining.artifact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import kubetraining.host.Texts;

/** Everything built here from the packages of Go, Maven, PyPI and Debian. */
final class PackageSource implements Source {
  // To be raised when a maker changes what it makes of the same recipe.
  private static final String MAKERS = "1";

  private final RecipeBook book;
  private final Supplier<String> goVersion;
  private final boolean portable;
  private final Map<String, Artifact> made = new ConcurrentHashMap<>();

  PackageSource(RecipeBook book, Supplier<String> goVersion) {
    this(book, goVersion, false);
  }

  private PackageSource(RecipeBook book, Supplier<String> goVersion, boolean portable) {
    this.book = book;
    this.goVersion = goVersion;
    this.portable = portable;
  }

  /** The same whatever Go and Java are here, to tell whether an archive was made of it. */
  static PackageSource portable(RecipeBook book) {
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
    Maker maker =
        switch (recipe.kind()) {
          case "go" -> new GoMaker(recipe, goVersion);
          case "rootfs" -> new RootfsMaker(recipe);
          case "maven" -> new MavenMaker(recipe);
          case "python" -> new PythonMaker(recipe);
          case "npm" -> new NpmMaker(recipe);
          case "classes" ->
              new ClassesMaker(recipe, new ClassPath(PackageSource.class.getClassLoader()));
          default ->
              throw new ArtifactException(
                  Texts.of(
                      "%s: kind '%s' is none of go, rootfs, maven, python, npm, classes",
                      recipe.folder().resolve("recipe.json"), recipe.kind()));
        };
    words.addAll(inputs(recipe, maker));
    List<Artifact> needs = maker.needs().stream().map(need -> files(book.recipe(need))).toList();
    needs.forEach(need -> words.add(need.key()));
    return new Artifact(
        recipe.name(),
        recipe.version(),
        recipe.source(),
        Digests.keyOf(words),
        needs,
        new RecipeFiles(recipe, maker));
  }

  @Override
  public Optional<String> lacksOptional() {
    return Optional.of("no package registry has it, and artifacts are built from packages");
  }

  private List<String> inputs(Recipe recipe, Maker maker) {
    try {
      return portable ? maker.portableInputs() : maker.inputs();
    } catch (ArtifactException e) {
      throw e;
    } catch (Exception e) {
      throw new ArtifactException(
          Texts.of("recipe %s: cannot tell what it is made of: %s", recipe.name(), e), e);
    }
  }

  /** A root file system as the image that others are based on. */
  private Artifact base(Recipe rootfs) {
    Artifact files = files(rootfs);
    return new Artifact(
        ImageMaker.baseName(rootfs.name()),
        rootfs.version(),
        rootfs.source(),
        Digests.keyOf(List.of(MAKERS, files.key())),
        List.of(files),
        new BaseImageMaker(rootfs.name()));
  }

  @Override
  public Artifact image(ImageRecipe image) {
    List<Artifact> needs = new ArrayList<>();
    image.baseRecipe().ifPresent(base -> needs.add(base(book.recipe(base))));
    image.files().stream()
        .map(FileRule::artifact)
        .distinct()
        .forEach(artifact -> needs.add(files(book.recipe(artifact))));
    List<String> words = new ArrayList<>(List.of(MAKERS, Platforms.architecture()));
    words.add(image.toString());
    needs.forEach(need -> words.add(need.key()));
    return new Artifact(
        image.artifactName(),
        image.version(),
        image.source(),
        Digests.keyOf(words),
        needs,
        new ImageMaker(image));
  }
}

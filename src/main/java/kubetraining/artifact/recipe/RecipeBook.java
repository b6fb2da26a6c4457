package kubetraining.artifact.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import kubetraining.host.ProjectFiles;
import kubetraining.host.Sha256;

/** The folder {@code artifacts/}: what there is to make, and what machines are made of. */
public final class RecipeBook {
  /**
   * What {@code artifacts/machine.json} says of the machines of a lab.
   *
   * @param rootFileSystem the recipe of their root file system
   * @param files what is laid over it
   * @param packagesFor its packages that only the files of an artifact need, by that artifact's
   *     name
   */
  private record Machine(
      String rootFileSystem, List<FileRule> files, Map<String, List<String>> packagesFor) {}

  private final Path folder;
  private final Map<String, Recipe> recipes = new TreeMap<>();
  private final Machine machine;
  private final List<ImageRecipe> images;
  private final List<Download> downloads;
  private final Sections sections;

  private RecipeBook(Path folder) throws IOException {
    this.folder = folder;
    for (Path each : ProjectFiles.in(folder)) {
      if (Files.isRegularFile(each.resolve(Recipe.FILE))) {
        Recipe recipe = recipe(each);
        recipes.put(recipe.name(), recipe);
      }
    }
    images = List.of(Json.read(imagesFile(), ImageRecipe[].class));
    refuseTwins();
    machine = Json.read(folder.resolve("machine.json"), Machine.class);
    downloads = List.of(Json.read(folder.resolve("downloads.json"), Download[].class));
    sections = new Sections(folder);
    List<String> flaws = sections.flaws(machine.files(), images);
    if (!flaws.isEmpty()) {
      throw new ArtifactException(String.join("\n", flaws));
    }
  }

  private Path imagesFile() {
    return folder.resolve("images.json");
  }

  private void refuseTwins() {
    Map<String, String> references = new TreeMap<>();
    for (ImageRecipe image : images) {
      String twin = references.put(image.artifactName(), image.reference());
      if (twin != null) {
        throw new ArtifactException(
            "%s has %s and %s, which would share the cache entry %s",
            imagesFile(), twin, image.reference(), image.artifactName());
      }
    }
  }

  public static RecipeBook read(Path folder) {
    try {
      return new RecipeBook(folder.toAbsolutePath().normalize());
    } catch (IOException e) {
      throw new ArtifactException(
          e, "cannot read the recipes in %s: %s. Run from the folder of the project", folder, e);
    }
  }

  public static Recipe recipe(Path folder) throws IOException {
    Path file = folder.resolve(Recipe.FILE);
    JsonNode said = Json.read(file, JsonNode.class);
    List<String> fields = List.of("kind", "name", "version", "source");
    for (String field : fields) {
      if (!said.path(field).isTextual()) {
        throw new ArtifactException("%s has no text in its field '%s'", file, field);
      }
    }
    List<String> texts = fields.stream().map(field -> said.path(field).asText()).toList();
    return new Recipe(
        texts.get(0), texts.get(1), texts.get(2), texts.get(3), folder, contentKey(folder));
  }

  private static String contentKey(Path folder) throws IOException {
    List<String> words = new ArrayList<>();
    for (String file : ProjectFiles.namesBelow(folder)) {
      // What a Maven started by hand leaves is no part of the recipe.
      if (!file.startsWith("target/")) {
        words.addAll(List.of(file, Sha256.of(folder.resolve(file))));
      }
    }
    return Sha256.ofWords(words);
  }

  public Map<String, Recipe> recipes() {
    return Map.copyOf(recipes);
  }

  /**
   * @throws ArtifactException if there is none of that name
   */
  public Recipe recipe(String name) {
    Recipe recipe = recipes.get(name);
    if (recipe == null) {
      throw new ArtifactException("%s has no recipe '%s', only %s", folder, name, recipes.keySet());
    }
    return recipe;
  }

  /** The recipe of the root file system of machines. */
  public String rootFileSystem() {
    return machine.rootFileSystem();
  }

  /** Packages of machines that only the files of an artifact need, by that artifact's name. */
  Map<String, List<String>> packagesFor() {
    return machine.packagesFor();
  }

  /** What is laid over the root file system of machines, for whatever section. */
  public List<FileRule> files() {
    return machine.files();
  }

  /** What is laid over the root file system of every machine. */
  public List<FileRule> labFiles() {
    return files().stream().filter(rule -> sections.needs(rule, Wanted.LAB)).toList();
  }

  /** What machines get for the sections wanted. */
  public List<FileRule> sectionFiles(Wanted wanted) {
    return files().stream()
        .filter(rule -> !sections.needs(rule, Wanted.LAB) && sections.needs(rule, wanted))
        .toList();
  }

  List<ImageRecipe> images() {
    return images;
  }

  /** The images that machines know where they can be had. */
  public List<ImageRecipe> optionalImages(Wanted wanted) {
    return needed(wanted).filter(ImageRecipe::optional).toList();
  }

  /** The images that machines know whatever the source. */
  public List<ImageRecipe> machineImages(Wanted wanted) {
    return needed(wanted).filter(Predicate.not(ImageRecipe::optional)).toList();
  }

  private Stream<ImageRecipe> needed(Wanted wanted) {
    return images.stream().filter(image -> sections.needs(image, wanted));
  }

  public Sections sections() {
    return sections;
  }

  /**
   * @throws ArtifactException if there is none of that reference
   */
  public ImageRecipe image(String reference) {
    return images.stream()
        .filter(image -> image.isNamed(reference))
        .findFirst()
        .orElseThrow(() -> new ArtifactException("%s has no image '%s'", imagesFile(), reference));
  }

  /** The public downloads that stand for a recipe; empty if it has none. */
  public List<Download> downloadsOf(String artifact) {
    return downloads.stream().filter(one -> one.artifact().equals(artifact)).toList();
  }

  public List<Download> downloads() {
    return downloads;
  }
}

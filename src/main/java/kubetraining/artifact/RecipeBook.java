package kubetraining.artifact;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kubetraining.host.ProjectFiles;
import kubetraining.host.Texts;

/** The folder {@code artifacts/}: what there is to make, and what machines are made of. */
final class RecipeBook {
  private final Path folder;
  private final Map<String, Recipe> recipes = new TreeMap<>();
  private final MachinePlan machine;
  private final List<ImageRecipe> images;
  private final List<Download> downloads;
  private final Sections sections;

  private RecipeBook(Path folder) throws IOException {
    this.folder = folder;
    for (Path each : ProjectFiles.in(folder)) {
      if (Files.isRegularFile(each.resolve("recipe.json"))) {
        Recipe recipe = recipe(each.resolve("recipe.json"));
        recipes.put(recipe.name(), recipe);
      }
    }
    images = Json.read(folder.resolve("images.json"), new TypeReference<List<ImageRecipe>>() {});
    refuseTwins();
    machine = Json.read(folder.resolve("machine.json"), MachinePlan.class);
    downloads = Json.read(folder.resolve("downloads.json"), new TypeReference<List<Download>>() {});
    sections = Sections.read(folder);
    List<String> flaws = sections.flaws(machine.files(), images);
    if (!flaws.isEmpty()) {
      throw new ArtifactException(String.join("\n", flaws));
    }
  }

  private void refuseTwins() {
    Map<String, String> references = new TreeMap<>();
    for (ImageRecipe image : images) {
      String twin = references.put(image.artifactName(), image.reference());
      if (twin != null) {
        throw new ArtifactException(
            Texts.of(
                "%s has %s and %s, which would share the cache entry %s",
                folder.resolve("images.json"), twin, image.reference(), image.artifactName()));
      }
    }
  }

  static RecipeBook read(Path folder) {
    try {
      return new RecipeBook(folder.toAbsolutePath().normalize());
    } catch (IOException e) {
      throw new ArtifactException(
          Texts.of(
              "cannot read the recipes in %s: %s. Run from the folder of the project", folder, e),
          e);
    }
  }

  private static Recipe recipe(Path file) throws IOException {
    JsonNode details = Json.read(file, JsonNode.class);
    for (String field : List.of("kind", "name", "version", "source")) {
      if (!details.path(field).isTextual()) {
        throw new ArtifactException(Texts.of("%s has no text in its field '%s'", file, field));
      }
    }
    return new Recipe(
        details.path("kind").asText(),
        details.path("name").asText(),
        details.path("version").asText(),
        details.path("source").asText(),
        details,
        file.getParent(),
        contentKey(file.getParent()));
  }

  private static String contentKey(Path folder) throws IOException {
    List<String> words = new ArrayList<>();
    for (String file : Folders.projectFilesOf(folder)) {
      // What a Maven started by hand leaves is no part of the recipe.
      if (!file.startsWith("target/")) {
        words.add(file);
        words.add(Digests.ofFile(folder.resolve(file)));
      }
    }
    return Digests.ofWords(words);
  }

  Map<String, Recipe> recipes() {
    return Map.copyOf(recipes);
  }

  /**
   * @throws ArtifactException if there is none of that name
   */
  Recipe recipe(String name) {
    Recipe recipe = recipes.get(name);
    if (recipe == null) {
      throw new ArtifactException(
          Texts.of("%s has no recipe '%s', only %s", folder, name, recipes.keySet()));
    }
    return recipe;
  }

  MachinePlan machine() {
    return machine;
  }

  List<ImageRecipe> images() {
    return images;
  }

  /** The images that machines know where they can be had. */
  List<ImageRecipe> optionalImages(Wanted wanted) {
    return images.stream()
        .filter(ImageRecipe::optional)
        .filter(image -> sections.needs(image, wanted))
        .toList();
  }

  /** The images that machines know whatever the source. */
  List<ImageRecipe> machineImages(Wanted wanted) {
    return images.stream()
        .filter(image -> !image.optional())
        .filter(image -> sections.needs(image, wanted))
        .toList();
  }

  /** Whether machines shall know an image; one that no recipe names is nobody's. */
  boolean isWanted(String reference, Wanted wanted) {
    return images.stream()
        .anyMatch(image -> same(image, reference) && sections.needs(image, wanted));
  }

  /** What is laid over the root file system of every machine. */
  List<FileRule> labFiles() {
    return machine.files().stream().filter(sections::ofEveryLab).toList();
  }

  /** What machines get for the sections wanted. */
  List<FileRule> sectionFiles(Wanted wanted) {
    return machine.files().stream()
        .filter(rule -> !sections.ofEveryLab(rule))
        .filter(rule -> sections.needs(rule, wanted))
        .toList();
  }

  Sections sections() {
    return sections;
  }

  /**
   * @throws ArtifactException if there is none of that reference
   */
  ImageRecipe image(String reference) {
    return images.stream()
        .filter(image -> same(image, reference))
        .findFirst()
        .orElseThrow(
            () ->
                new ArtifactException(
                    Texts.of("%s has no image '%s'", folder.resolve("images.json"), reference)));
  }

  private static boolean same(ImageRecipe image, String reference) {
    return MirrorAddress.withHost(image.reference()).equals(MirrorAddress.withHost(reference));
  }

  /** The public downloads that stand for a recipe; empty if it has none. */
  List<Download> downloadsOf(String artifact) {
    return downloads.stream().filter(one -> one.artifact().equals(artifact)).toList();
  }

  List<Download> downloads() {
    return downloads;
  }
}

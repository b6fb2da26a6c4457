package kubetraining.artifact;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kubetraining.artifact.cache.Entry;
import kubetraining.artifact.make.Artifact;
import kubetraining.artifact.make.Source;
import kubetraining.artifact.recipe.FileRule;
import kubetraining.artifact.recipe.ImageRecipe;
import kubetraining.artifact.recipe.RecipeBook;
import kubetraining.artifact.recipe.Wanted;

/** The artifacts of one source that are wanted, as recipes, machines and images ask for them. */
public final class Catalog {
  private final RecipeBook book;
  private final Wanted wanted;
  private final Source source;
  private final Artifact rootFileSystem;
  private final Map<String, Artifact> all = new LinkedHashMap<>();

  public Catalog(RecipeBook book, Wanted wanted, Source source) {
    this.book = book;
    this.wanted = wanted;
    this.source = source;
    rootFileSystem = beside(book.rootFileSystem());
    add(rootFileSystem);
    labFiles().forEach(rule -> add(beside(rule.artifact())));
    sectionFiles().forEach(rule -> add(beside(rule.artifact())));
    machineImages().forEach(this::add);
  }

  private void add(Artifact artifact) {
    all.put(artifact.name(), artifact);
  }

  Artifact rootFileSystem() {
    return rootFileSystem;
  }

  /** What a recipe makes, also if no machine of the embedded lab is made of it. */
  Artifact beside(String recipe) {
    return source.files(book.recipe(recipe));
  }

  /** What is laid over the root file system of every machine. */
  List<FileRule> labFiles() {
    return book.labFiles();
  }

  /** Whether machines get a file of an artifact; they get all of what no rule places. */
  boolean isPlaced(String artifact, String file) {
    List<FileRule> rules =
        book.files().stream().filter(rule -> rule.artifact().equals(artifact)).toList();
    return file.equals(Entry.FILE)
        || rules.isEmpty()
        || rules.stream().anyMatch(rule -> rule.holds(file));
  }

  /** What machines get for the sections wanted. */
  List<FileRule> sectionFiles() {
    return book.sectionFiles(wanted);
  }

  List<Artifact> machineImages() {
    return book.machineImages(wanted).stream().map(source::image).toList();
  }

  /** The others of {@link #machineImages}. */
  List<Artifact> sectionImages() {
    List<ImageRecipe> images = new ArrayList<>(book.machineImages(wanted));
    images.removeAll(book.machineImages(Wanted.LAB));
    return images.stream().map(source::image).toList();
  }

  /** Those of {@link #machineImages} that every machine knows, whatever is wanted. */
  List<Artifact> labImages() {
    return book.machineImages(Wanted.LAB).stream().map(source::image).toList();
  }

  /** Any image of the recipes. */
  Artifact image(String reference) {
    return source.image(book.image(reference));
  }

  List<ImageRecipe> optionalImages() {
    return book.optionalImages(wanted);
  }

  Optional<ImageRecipe> optionalImage(String reference) {
    return Optional.of(book.image(reference)).filter(ImageRecipe::optional);
  }

  /** Why the source has no optional image, in words; empty if it may have. */
  Optional<String> lacksOptional() {
    return source.lacksOptional();
  }

  /** All that is wanted, without what that is made from. */
  public List<Artifact> all() {
    return List.copyOf(all.values());
  }

  /** All that is wanted, each after what it is made from. */
  List<Artifact> allWithNeeds() {
    List<Artifact> found = new ArrayList<>();
    var seen = new HashSet<String>();
    all.values().forEach(artifact -> addWithNeeds(artifact, seen, found));
    return found;
  }

  private static void addWithNeeds(Artifact artifact, Set<String> seen, List<Artifact> found) {
    if (seen.add(artifact.id())) {
      artifact.needs().forEach(need -> addWithNeeds(need, seen, found));
      found.add(artifact);
    }
  }
}

package kubetraining.artifact;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The artifacts of one source that are wanted, as recipes, machines and images ask for them. */
final class Catalog {
  private final RecipeBook book;
  private final Wanted wanted;
  private final Source source;
  private final Artifact rootFileSystem;
  private final Map<String, Artifact> files = new LinkedHashMap<>();
  private final List<Artifact> machineImages;

  Catalog(RecipeBook book, Wanted wanted, Source source) {
    this.book = book;
    this.wanted = wanted;
    this.source = source;
    MachinePlan plan = book.machine();
    rootFileSystem = source.files(book.recipe(plan.rootFileSystem()));
    for (FileRule rule : labFiles()) {
      files.computeIfAbsent(rule.artifact(), name -> source.files(book.recipe(name)));
    }
    for (FileRule rule : sectionFiles()) {
      files.computeIfAbsent(rule.artifact(), name -> source.files(book.recipe(name)));
    }
    machineImages = book.machineImages(wanted).stream().map(source::image).toList();
  }

  Artifact rootFileSystem() {
    return rootFileSystem;
  }

  /** What is laid over the root file system of every machine. */
  List<FileRule> labFiles() {
    return book.labFiles();
  }

  /** What machines get for the sections wanted. */
  List<FileRule> sectionFiles() {
    return book.sectionFiles(wanted);
  }

  List<Artifact> machineImages() {
    return machineImages;
  }

  /** Those of {@link #machineImages} that every machine knows, whatever is wanted. */
  List<Artifact> labImages() {
    List<String> names =
        book.machineImages(Wanted.LAB).stream().map(ImageRecipe::artifactName).toList();
    return machineImages.stream().filter(image -> names.contains(image.name())).toList();
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

  /** What an archive says it was made from. */
  Map<String, String> recipes() {
    return ArchiveManifest.recipesOf(book, wanted);
  }

  /** What a recipe makes that no machine of the embedded lab is made of. */
  Artifact beside(String recipe) {
    return source.files(book.recipe(recipe));
  }

  /** The ids of all that is wanted, with what that is made from. */
  Set<String> ids() {
    var ids = new HashSet<String>();
    all().forEach(artifact -> addIds(artifact, ids));
    return ids;
  }

  private static void addIds(Artifact artifact, Set<String> ids) {
    if (ids.add(artifact.id())) {
      artifact.needs().forEach(need -> addIds(need, ids));
    }
  }

  /** All that is wanted, without what that is made from. */
  List<Artifact> all() {
    var all = new LinkedHashMap<String, Artifact>();
    all.put(rootFileSystem.id(), rootFileSystem);
    files.values().forEach(artifact -> all.put(artifact.id(), artifact));
    machineImages.forEach(artifact -> all.put(artifact.id(), artifact));
    return List.copyOf(all.values());
  }
}

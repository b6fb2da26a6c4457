package kubetraining.artifact;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The artifacts of one source, as recipes, machines and images ask for them. */
final class Catalog {
  private final RecipeBook book;
  private final Source source;
  private final Artifact rootFileSystem;
  private final Map<String, Artifact> files = new LinkedHashMap<>();
  private final List<Artifact> machineImages;
  private final Artifact ec2Server;

  Catalog(RecipeBook book, Source source) {
    this.book = book;
    this.source = source;
    MachinePlan plan = book.machine();
    rootFileSystem = source.files(book.recipe(plan.rootFileSystem()));
    for (FileRule rule : plan.files()) {
      files.computeIfAbsent(rule.artifact(), name -> source.files(book.recipe(name)));
    }
    machineImages = book.machineImages().stream().map(source::image).toList();
    ec2Server = source.image(book.image(plan.ec2Server()));
  }

  Artifact rootFileSystem() {
    return rootFileSystem;
  }

  List<FileRule> rules() {
    return book.machine().files();
  }

  /** The artifacts that files of machines come from, by name. */
  Map<String, Artifact> files() {
    return Map.copyOf(files);
  }

  List<Artifact> machineImages() {
    return machineImages;
  }

  /** Any image of the recipes. */
  Artifact image(String reference) {
    return source.image(book.image(reference));
  }

  List<ImageRecipe> optionalImages() {
    return book.optionalImages();
  }

  Optional<ImageRecipe> optionalImage(String reference) {
    return Optional.of(book.image(reference)).filter(ImageRecipe::optional);
  }

  /** Why the source has no optional image, in words; empty if it may have. */
  Optional<String> lacksOptional() {
    return source.lacksOptional();
  }

  Artifact ec2Server() {
    return ec2Server;
  }

  /** What an archive says it was made from. */
  Map<String, String> recipes() {
    return ArchiveManifest.recipesOf(book);
  }

  /** All that a lab needs, without what that is made from. */
  List<Artifact> all() {
    var all = new LinkedHashMap<String, Artifact>();
    all.put(rootFileSystem.id(), rootFileSystem);
    files.values().forEach(artifact -> all.put(artifact.id(), artifact));
    machineImages.forEach(artifact -> all.put(artifact.id(), artifact));
    all.put(ec2Server.id(), ec2Server);
    return List.copyOf(all.values());
  }
}

package kubetraining.artifact;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.artifact.cache.CacheCleaner;
import kubetraining.artifact.cache.Entry;
import kubetraining.artifact.cache.EntryCache;
import kubetraining.artifact.cache.ImageArchive;
import kubetraining.artifact.cache.MachineParts;
import kubetraining.artifact.cache.PlacedFile;
import kubetraining.artifact.carry.Archive;
import kubetraining.artifact.carry.ImportedImages;
import kubetraining.artifact.make.Artifact;
import kubetraining.artifact.make.RootfsMaker;
import kubetraining.artifact.make.Workshop;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.artifact.recipe.ArtifactSettings;
import kubetraining.artifact.recipe.FileRule;
import kubetraining.artifact.recipe.ImageRecipe;
import kubetraining.artifact.recipe.MirrorAddress;
import kubetraining.artifact.recipe.RecipeBook;
import kubetraining.artifact.recipe.SourceChoice;
import kubetraining.artifact.recipe.Wanted;
import kubetraining.host.Finding;
import kubetraining.host.Folders;
import kubetraining.host.Sha256;
import kubetraining.progress.Progress;

/** Everything a lab runs, obtained once and kept in the cache. */
public final class Artifacts {
  private final SourceChoice choice;
  private final Catalog catalog;
  private final Workshop workshop;
  private final OptionalImages optional;
  private final Supplier<Catalog> archived;

  /**
   * @param catalog what is wanted, by the source of that choice
   * @param brought images that were imported by themselves
   * @param archived the same as it is called in an archive
   */
  public Artifacts(
      SourceChoice choice,
      Catalog catalog,
      Workshop workshop,
      ImportedImages brought,
      Supplier<Catalog> archived) {
    this.choice = choice;
    this.catalog = catalog;
    this.workshop = workshop;
    this.archived = archived;
    boolean lacks = catalog.lacksOptional().isPresent();
    Function<ImageRecipe, Optional<Entry>> here =
        image -> lacks ? Optional.empty() : workshop.find(pulled(image));
    this.optional =
        new OptionalImages(
            catalog.optionalImages(),
            image -> brought.find(image).or(() -> here.apply(image)).map(ImageArchive::of),
            image -> lacks ? Optional.empty() : Optional.of(made(pulled(image))),
            catalog.lacksOptional().orElse(""));
  }

  private Artifact pulled(ImageRecipe image) {
    return catalog.image(image.reference());
  }

  /**
   * Chooses the source and returns at once; nothing is built or fetched before it is asked for, and
   * then only what is wanted.
   *
   * @throws ArtifactException if the chosen source cannot work here (a tool is missing, an archive
   *     was not imported, a mirror does not answer)
   */
  public static Artifacts open(ArtifactSettings settings, Wanted wanted, Progress progress) {
    return new ArtifactOpening(settings, wanted, progress).open();
  }

  /**
   * Fills the cache from an archive: one that {@link #exportTo} wrote, or one of images that only
   * registries have. No source has to work here for that.
   *
   * @return the images that were taken, none if it was an archive of everything
   * @throws ArtifactException if the archive is damaged; then the cache is as before
   */
  public static List<String> importArchive(ArtifactSettings settings, Path archive) {
    var images = new ImportedImages(settings.cache(), RecipeBook.read(settings.recipes()));
    List<String> taken = images.fill(archive);
    if (taken.isEmpty()) {
      Archive.take(archive, new EntryCache(settings.cache()), images::isOne);
    }
    return taken;
  }

  /**
   * What a word such as {@code @spark} wants.
   *
   * @throws ArtifactException if no section bears one of the tags
   */
  public static Wanted wanted(ArtifactSettings settings, Collection<String> tags) {
    var wanted = tags.isEmpty() ? Wanted.EVERYTHING : Wanted.of(tags);
    RecipeBook.read(settings.recipes()).sections().require(wanted);
    return wanted;
  }

  /**
   * The images of this project alone that are wanted: no registry has them, so they are made here
   * wherever machines are. They are made when they are first asked for.
   *
   * @throws ArtifactException if a tool for that is missing, said at once
   */
  public static Supplier<List<ImageArchive>> ownImages(
      ArtifactSettings settings, Wanted wanted, Progress progress) {
    return new ArtifactOpening(settings, wanted, progress).ownImages();
  }

  /** What of the cache folder can go. */
  public static CacheCleaner cleaner(ArtifactSettings settings) {
    return new ArtifactOpening(settings, Wanted.EVERYTHING, Progress.SILENT).cleaner();
  }

  /** Whether there is room on the disk for the artifacts that are not here yet. */
  public static Finding room(ArtifactSettings settings) {
    return new ArtifactOpening(settings, Wanted.EVERYTHING, Progress.SILENT).room();
  }

  /** All parts of machines; builds or fetches what is missing, side by side. */
  public MachineParts machineParts() {
    Map<String, Entry> entries = have(catalog.all());
    List<PlacedFile> files = placed(catalog.labFiles(), entries);
    Entry root = entry(entries, catalog.rootFileSystem().name());
    List<String> words = new ArrayList<>(List.of(root.content()));
    files.forEach(file -> words.add(file.key()));
    return new MachineParts(
        root.folder().resolve(RootfsMaker.TAR),
        files,
        Sha256.keyOf(words),
        placed(catalog.sectionFiles(), entries),
        archives(catalog.labImages(), entries),
        withOptional(archives(catalog.sectionImages(), entries)));
  }

  /** Files of machines, those whose place is wanted; builds or fetches what these take. */
  public List<PlacedFile> files(Predicate<String> place) {
    var all = Stream.concat(catalog.labFiles().stream(), catalog.sectionFiles().stream());
    var rules = all.filter(rule -> place.test(rule.path())).toList();
    var names = rules.stream().map(FileRule::artifact).collect(Collectors.toSet());
    var wanted = catalog.all().stream().filter(each -> names.contains(each.name()));
    return placed(rules, have(wanted.toList()));
  }

  private static List<PlacedFile> placed(List<FileRule> rules, Map<String, Entry> entries) {
    var files = rules.stream();
    return files.map(rule -> PlacedFile.of(rule, entry(entries, rule.artifact()))).toList();
  }

  private static List<ImageArchive> archives(List<Artifact> images, Map<String, Entry> entries) {
    var found = images.stream().map(image -> entry(entries, image.name()));
    return found.map(ImageArchive::of).toList();
  }

  private List<ImageArchive> withOptional(List<ImageArchive> images) {
    return Stream.concat(images.stream(), optional.had().stream()).toList();
  }

  /**
   * What rehearsing AWS takes beside; builds what is missing.
   *
   * @throws ArtifactException if the source is an archive, which does not have it
   */
  public RehearsalParts rehearsalParts() {
    if (choice == SourceChoice.ARCHIVE) {
      throw new ArtifactException(
          "an imported archive has no bare machines, which a rehearsal of AWS needs."
              + " Choose another source: -Dartifacts.source=packages");
    }
    Artifact bare = catalog.beside(RehearsalParts.BARE);
    Artifact registry = catalog.beside(RehearsalParts.REGISTRY);
    Map<String, Entry> entries = have(List.of(bare, registry));
    Entry root = entry(entries, bare.name());
    Path program = entry(entries, registry.name()).folder().resolve(registry.name());
    return new RehearsalParts(root.folder().resolve(RootfsMaker.TAR), root.content(), program);
  }

  /**
   * One image that recipes list.
   *
   * @throws ArtifactException if there is none of that name
   */
  public ImageArchive image(String reference) {
    var image = catalog.optionalImage(reference).map(optional::require);
    return image.orElseGet(() -> made(catalog.image(reference)));
  }

  private ImageArchive made(Artifact image) {
    return ImageArchive.of(entry(have(List.of(image)), image.name()));
  }

  /**
   * Why images that only registries have are not here, and what to do, by reference; they are no
   * part of {@link #images()}. Tries to get them, once in a process.
   */
  public Map<String, String> unavailable() {
    return optional.unavailable();
  }

  /** The same of one image, by its short or its full name; empty if it is here. */
  public Optional<String> unavailable(String reference) {
    var all = unavailable().entrySet().stream();
    var those = all.filter(one -> MirrorAddress.same(one.getKey(), reference));
    return those.map(Map.Entry::getValue).findFirst();
  }

  /** The images that machines know, those of {@link #machineParts()}. */
  public List<ImageArchive> images() {
    return withOptional(archives(catalog.machineImages(), have(catalog.machineImages())));
  }

  private Map<String, Entry> have(List<Artifact> artifacts) {
    if (choice == SourceChoice.ARCHIVE) {
      for (Artifact artifact : artifacts) {
        if (workshop.find(artifact).isEmpty()) {
          throw new ArtifactException(
              "the imported archive has no %s. Choose another source: -Dartifacts.source=auto",
              artifact.name());
        }
      }
    }
    return workshop.have(artifacts);
  }

  private static Entry entry(Map<String, Entry> entries, String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new ArtifactException(
          "artifact %s was made, but has gone from the cache; run again", name);
    }
    return entry;
  }

  /** What of that which is wanted is in the cache, and what is not; builds nothing. */
  public List<ArtifactEntry> list() {
    List<ArtifactEntry> list = new ArrayList<>();
    for (Artifact artifact :
        choice == SourceChoice.ARCHIVE ? catalog.all() : catalog.allWithNeeds()) {
      Optional<Entry> found = workshop.find(artifact);
      String version = found.map(Entry::version).orElse(artifact.version());
      String source = found.map(Entry::source).orElse(artifact.source());
      long bytes = found.map(Entry::bytes).orElse(0L);
      list.add(new ArtifactEntry(artifact.name(), version, source, found.isPresent(), bytes, ""));
    }
    list.addAll(optional.list());
    return list;
  }

  /** Writes all that is wanted to one archive file, building what is missing. */
  public void exportTo(Path archive) {
    Archive.requirePlace(archive);
    Map<String, Entry> entries = have(catalog.all());
    Map<String, Path> files = new TreeMap<>();
    try {
      for (Artifact artifact : archived.get().all()) {
        Entry entry = entry(entries, artifact.name());
        for (String file : Folders.filesOf(entry.folder())) {
          if (catalog.isPlaced(artifact.name(), file)) {
            files.put(artifact.id() + "/" + file, entry.folder().resolve(file));
          }
        }
      }
      for (ImageArchive image : optional.had()) {
        for (String file : List.of(Entry.FILE, ImageArchive.TAR)) {
          files.put(ImportedImages.idOf(image) + "/" + file, image.tar().resolveSibling(file));
        }
      }
    } catch (IOException e) {
      throw new ArtifactException(e, "cannot read the cache: %s", e);
    }
    Archive.write(archive, files);
  }
}

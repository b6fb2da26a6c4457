package kubetraining.artifact;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import kubetraining.host.Texts;
import kubetraining.progress.Progress;

/** Chooses the source and says so. */
final class ArtifactOpening {
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final ArtifactSettings settings;
  private final Wanted wanted;
  private final Progress progress;
  private final RecipeBook book;
  private final ImportFolder imports;
  private final ImportedImages brought;

  ArtifactOpening(ArtifactSettings settings, Wanted wanted, Progress progress) {
    this.settings = settings;
    this.wanted = wanted;
    this.progress = progress;
    this.book = RecipeBook.read(settings.recipes());
    this.imports = new ImportFolder(settings.cache());
    this.brought = new ImportedImages(settings.cache(), book);
  }

  Artifacts open() {
    SourceChoice choice = settings.source() == SourceChoice.AUTO ? decide() : settings.source();
    return switch (choice) {
      case ARCHIVE -> imported();
      case PACKAGES, REGISTRIES -> made(choice, source(choice));
      case AUTO -> throw new IllegalStateException("auto was not decided");
    };
  }

  /**
   * Looks at no network: what {@code auto} would choose takes the most room built from packages.
   */
  Tool room() {
    Collection<Artifact> missing =
        settings.source() == SourceChoice.ARCHIVE
                || (settings.source() == SourceChoice.AUTO && fits())
            ? List.of()
            : new Workshop(new EntryCache(settings.cache()), progress)
                .missing(new Catalog(book, wanted, source(settings.source())).all());
    return Room.look(missing, settings.cache(), Toolbox.goCache());
  }

  Supplier<List<ImageArchive>> ownImages() {
    List<String> own =
        book.machineImages(wanted).stream()
            .filter(ImageRecipe::own)
            .map(ImageRecipe::reference)
            .toList();
    if (own.isEmpty()) {
      return List::of;
    }
    Artifacts source = fits() ? imported() : madeHere(own);
    return () -> own.stream().map(source::image).toList();
  }

  private Artifacts madeHere(List<String> images) {
    var catalog = new Catalog(book, wanted, packages());
    var workshop = workshop();
    List<Artifact> missing = workshop.missing(images.stream().map(catalog::image).toList());
    Toolbox.mustHave(missing.stream().flatMap(one -> one.maker().tools().stream()).toList());
    return new MadeArtifacts(SourceChoice.PACKAGES, catalog, workshop, brought);
  }

  private Workshop workshop() {
    return new Workshop(new EntryCache(settings.cache()), progress, () -> cleaner().removeStale());
  }

  /** What can go of the cache, whatever was wanted and wherever it came from. */
  CacheCleaner cleaner() {
    Set<String> named = new HashSet<>();
    for (SourceChoice choice : List.of(SourceChoice.PACKAGES, SourceChoice.REGISTRIES)) {
      var catalog = new Catalog(book, Wanted.EVERYTHING, source(choice));
      named.addAll(catalog.ids());
      for (String beside : List.of(RehearsalParts.BARE, RehearsalParts.REGISTRY)) {
        named.add(catalog.beside(beside).id());
      }
      catalog.optionalImages().forEach(image -> named.add(catalog.image(image.reference()).id()));
    }
    return new CacheCleaner(new EntryCache(settings.cache()), named);
  }

  private Source source(SourceChoice choice) {
    return choice == SourceChoice.REGISTRIES
        ? new RegistrySource(book, packages(), settings)
        : packages();
  }

  private boolean fits() {
    return imports.index().filter(index -> index.misfits(book, wanted).isEmpty()).isPresent();
  }

  private Artifacts imported() {
    var imported = new ImportedArtifacts(book, wanted, imports, brought);
    imported.index(); // fails now rather than in the middle of a run
    return imported;
  }

  private Source packages() {
    return new PackageSource(book, () -> Toolbox.goVersion().orElse("no Go"));
  }

  private Artifacts made(SourceChoice choice, Source source) {
    var made = new MadeArtifacts(choice, new Catalog(book, wanted, source), workshop(), brought);
    made.checkTools();
    return made;
  }

  /** One look, and a note on what it led to. */
  SourceChoice decide() {
    if (fits()) {
      progress.note("artifacts come from the imported archive, as it fits the recipes");
      return SourceChoice.ARCHIVE;
    }
    URI registry = settings.imageMirror().orElse(SourceDecision.PUBLIC);
    SourceDecision.Look look = new SourceDecision(LOOK).at(registry);
    SourceChoice choice = look.reached() ? SourceChoice.REGISTRIES : SourceChoice.PACKAGES;
    progress.note(
        Texts.of(
            "artifacts %s: %s %s",
            look.reached() ? "come from registries" : "are built from packages",
            registry,
            look.seen()));
    return choice;
  }
}

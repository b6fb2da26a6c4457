package kubetraining.artifact;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import kubetraining.progress.Progress;

/** Chooses the source and says so. */
final class ArtifactOpening {
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final ArtifactSettings settings;
  private final Progress progress;
  private final RecipeBook book;
  private final ImportFolder imports;
  private final ImportedImages brought;

  ArtifactOpening(ArtifactSettings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
    this.book = RecipeBook.read(settings.recipes());
    this.imports = new ImportFolder(settings.cache());
    this.brought = new ImportedImages(settings.cache(), book);
  }

  Artifacts open() {
    SourceChoice choice = settings.source() == SourceChoice.AUTO ? decide() : settings.source();
    return switch (choice) {
      case ARCHIVE -> imported();
      case PACKAGES -> made(choice, packages());
      case REGISTRIES -> made(choice, new RegistrySource(book, packages(), settings));
      case AUTO -> throw new IllegalStateException("auto was not decided");
    };
  }

  private Artifacts imported() {
    var imported = new ImportedArtifacts(book, imports, brought);
    imported.index(); // fails now rather than in the middle of a run
    return imported;
  }

  private Source packages() {
    return new PackageSource(book, () -> Toolbox.goVersion().orElse("no Go"));
  }

  private Artifacts made(SourceChoice choice, Source source) {
    var made =
        new MadeArtifacts(
            choice,
            new Catalog(book, source),
            new Workshop(new EntryCache(settings.cache()), progress),
            brought);
    made.checkTools();
    return made;
  }

  /** One look, and a note on what it led to. */
  SourceChoice decide() {
    Optional<ImportFolder.Index> imported = imports.index();
    if (imported.isPresent() && imported.get().misfits(book).isEmpty()) {
      progress.note("artifacts come from the imported archive, as it fits the recipes");
      return SourceChoice.ARCHIVE;
    }
    URI registry = settings.imageMirror().orElse(SourceDecision.PUBLIC);
    SourceDecision.Look look = new SourceDecision(LOOK).at(registry);
    SourceChoice choice = look.reached() ? SourceChoice.REGISTRIES : SourceChoice.PACKAGES;
    progress.note(
        "artifacts %s: %s %s"
            .formatted(
                look.reached() ? "come from registries" : "are built from packages",
                registry,
                look.seen()));
    return choice;
  }
}

package kubetraining.artifact;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import kubetraining.artifact.cache.CacheCleaner;
import kubetraining.artifact.cache.Entry;
import kubetraining.artifact.cache.EntryCache;
import kubetraining.artifact.cache.ImageArchive;
import kubetraining.artifact.carry.ImportedImages;
import kubetraining.artifact.make.Artifact;
import kubetraining.artifact.make.PackageSource;
import kubetraining.artifact.make.RegistrySource;
import kubetraining.artifact.make.Room;
import kubetraining.artifact.make.Source;
import kubetraining.artifact.make.Workshop;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.artifact.recipe.ArtifactSettings;
import kubetraining.artifact.recipe.ImageRecipe;
import kubetraining.artifact.recipe.RecipeBook;
import kubetraining.artifact.recipe.SourceChoice;
import kubetraining.artifact.recipe.Wanted;
import kubetraining.host.Connections;
import kubetraining.host.Daemons;
import kubetraining.host.Finding;
import kubetraining.host.Texts;
import kubetraining.host.Toolbox;
import kubetraining.progress.Progress;

/** Chooses the source and says so. */
final class ArtifactOpening {
  private static final URI PUBLIC = URI.create("https://registry.k8s.io");
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final ArtifactSettings settings;
  private final Wanted wanted;
  private final Progress progress;
  private final RecipeBook book;
  private final EntryCache cache;
  private final ImportedImages brought;

  ArtifactOpening(ArtifactSettings settings, Wanted wanted, Progress progress) {
    this.settings = settings;
    this.wanted = wanted;
    this.progress = progress;
    this.book = RecipeBook.read(settings.recipes());
    this.cache = new EntryCache(settings.cache());
    this.brought = new ImportedImages(settings.cache(), book);
  }

  Artifacts open() {
    SourceChoice choice = settings.source() == SourceChoice.AUTO ? decide(LOOK) : settings.source();
    if (choice == SourceChoice.ARCHIVE) {
      return imported();
    }
    var catalog = new Catalog(book, wanted, source(choice));
    workshop().requireTools(catalog.all());
    return artifacts(choice, catalog);
  }

  private Artifacts artifacts(SourceChoice choice, Catalog catalog) {
    return new Artifacts(choice, catalog, workshop(), brought, this::archived);
  }

  /**
   * Looks at no network: what {@code auto} would choose takes the most room built from packages.
   */
  Finding room() {
    boolean archive =
        settings.source() == SourceChoice.ARCHIVE
            || settings.source() == SourceChoice.AUTO && fits();
    var all =
        archive ? List.<Artifact>of() : new Catalog(book, wanted, source(settings.source())).all();
    return Room.look(workshop().missing(all), settings.cache(), Toolbox.goCache());
  }

  Supplier<List<ImageArchive>> ownImages() {
    var images = book.machineImages(wanted).stream();
    List<String> own = images.filter(ImageRecipe::own).map(ImageRecipe::reference).toList();
    if (own.isEmpty()) {
      return List::of;
    }
    Artifacts source = fits() ? imported() : madeHere(own);
    return () -> own.stream().map(source::image).toList();
  }

  private Artifacts madeHere(List<String> images) {
    var catalog = new Catalog(book, wanted, source(SourceChoice.PACKAGES));
    workshop().requireTools(images.stream().map(catalog::image).toList());
    return artifacts(SourceChoice.PACKAGES, catalog);
  }

  private Workshop workshop() {
    return new Workshop(cache, progress, () -> cleaner().removeStale());
  }

  /** What can go of the cache, whatever was wanted and wherever it came from. */
  CacheCleaner cleaner() {
    Set<String> named = new HashSet<>();
    for (SourceChoice choice : List.of(SourceChoice.PACKAGES, SourceChoice.REGISTRIES)) {
      var catalog = new Catalog(book, Wanted.EVERYTHING, source(choice));
      catalog.allWithNeeds().forEach(artifact -> named.add(artifact.id()));
      for (String beside : List.of(RehearsalParts.BARE, RehearsalParts.REGISTRY)) {
        named.add(catalog.beside(beside).id());
      }
      catalog.optionalImages().forEach(image -> named.add(catalog.image(image.reference()).id()));
    }
    return new CacheCleaner(cache, named);
  }

  private Source source(SourceChoice choice) {
    var packages = new PackageSource(book, () -> Toolbox.goVersion().orElse("no Go"));
    return choice == SourceChoice.REGISTRIES
        ? new RegistrySource(book, packages, settings)
        : packages;
  }

  /** What is wanted, as it is called in an archive. */
  private Catalog archived() {
    return new Catalog(book, wanted, PackageSource.portable(book));
  }

  private boolean fits() {
    return archived().all().stream().allMatch(artifact -> cache.find(artifact.id()).isPresent());
  }

  /** Fails now rather than in the middle of a run. */
  private Artifacts imported() {
    Catalog catalog = archived();
    List<String> misfits = new ArrayList<>();
    for (Artifact due : catalog.all()) {
      if (cache.find(due.id()).isEmpty()) {
        var here = cache.entries(due.name() + "-" + Entry.IMPORTED).stream().findFirst();
        String has =
            here.flatMap(cache::find)
                .map(entry -> recipe(entry.version(), entry.folder().toString()))
                .orElse("nothing");
        String wanted = recipe(due.version(), due.id());
        misfits.add(Texts.of("%s: it has %s, but needed is %s", due.name(), has, wanted));
      }
    }
    if (cache.entries(catalog.rootFileSystem().name() + "-" + Entry.IMPORTED).isEmpty()) {
      throw new ArtifactException(
          "no archive was imported into %s. Import one, './training artifacts import FILE', or"
              + " choose another source: -Dartifacts.source=auto",
          cache.root());
    }
    if (!misfits.isEmpty()) {
      throw new ArtifactException(
          "the imported archive does not match the recipes of this project:\n"
              + "  %s\n"
              + "Export one from exactly this version of the project, './training artifacts export"
              + " FILE', and import that",
          String.join("\n  ", misfits));
    }
    return artifacts(SourceChoice.ARCHIVE, catalog);
  }

  private static String recipe(String version, String id) {
    return Texts.of("%s (recipe %s)", version, id.replaceFirst(".*-", ""));
  }

  /** One look, and a note on what it led to. */
  SourceChoice decide(Duration limit) {
    if (fits()) {
      progress.note("artifacts come from the imported archive, because it matches the recipes");
      return SourceChoice.ARCHIVE;
    }
    URI registry = settings.imageMirror().orElse(PUBLIC);
    Look look = look(registry, limit);
    String where = look.reached() ? "come from registries" : "are built from packages";
    progress.note(Texts.of("artifacts %s: %s %s", where, registry, look.seen()));
    return look.reached() ? SourceChoice.REGISTRIES : SourceChoice.PACKAGES;
  }

  /**
   * What one quick look at a registry saw.
   *
   * @param reached whether it answers as a registry does
   * @param seen in words, to follow the address
   */
  record Look(boolean reached, String seen) {}

  /** Never fails: what goes wrong is what was seen. */
  static Look look(URI registry, Duration limit) {
    URI address = URI.create(registry.toString().replaceAll("/+$", "") + "/v2/");
    // An own thread, for no timeout of a connection covers the resolver.
    var look = Daemons.begin("registry-look", () -> ask(address, limit));
    try {
      return look.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Look(false, "did not answer within " + limit.toMillis() / 1000.0 + " s");
    } catch (ExecutionException e) {
      return new Look(false, "cannot be reached (" + e.getCause() + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ArtifactException(e, "interrupted while looking at %s", address);
    }
  }

  private static Look ask(URI address, Duration limit) throws IOException {
    HttpURLConnection connection = Connections.outward(address, limit, limit);
    try {
      connection.setInstanceFollowRedirects(false);
      int status = connection.getResponseCode();
      // A registry says 200, or 401 where it wants a token; a filtering proxy says 403 or 5xx.
      boolean registry = status == 401 || (status >= 200 && status < 400);
      return new Look(registry, (registry ? "answers " : "answered ") + status);
    } finally {
      connection.disconnect();
    }
  }
}

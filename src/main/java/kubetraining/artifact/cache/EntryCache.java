package kubetraining.artifact.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.artifact.recipe.Json;
import kubetraining.host.HeldFile;
import kubetraining.host.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of finished artifacts. An entry appears whole, by one rename, or not at all; a lock a
 * name keeps two runs from making the same thing twice.
 */
public final class EntryCache {
  /** Fills a new entry. */
  @FunctionalInterface
  public interface Filler {
    Entry.Written fill(Path building) throws Exception;
  }

  /** Lays out whole entries, each in a folder of its name. */
  @FunctionalInterface
  public interface Unpacking {
    void into(Path building) throws Exception;
  }

  private static final String ENTRY = ".+-[0-9a-f]{16}";
  private static final String ARCHIVE = "archive";
  private static final String BUILDING = ".building-";
  private static final String GONE = ".gone-";
  private static final String HALF = "\\.building-|\\.gone-";
  private static final Logger LOG = LoggerFactory.getLogger(EntryCache.class);

  private final Path root;

  public EntryCache(Path cache) {
    this.root = cache.resolve("artifacts").toAbsolutePath();
  }

  public Path root() {
    return root;
  }

  /** The ids of finished entries that begin so, sorted. */
  public List<String> entries(String prefix) {
    return names(root).stream()
        .filter(id -> id.startsWith(prefix) && id.matches(ENTRY))
        .filter(id -> Files.isRegularFile(root.resolve(id).resolve(Entry.FILE)))
        .toList();
  }

  private static List<String> names(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new ArtifactException(e, "cannot look into the cache %s: %s", folder, e);
    }
  }

  public Path logFolder() {
    return root.resolveSibling("log");
  }

  public Optional<Entry> find(String id) {
    Path folder = root.resolve(id);
    if (!Files.isRegularFile(folder.resolve(Entry.FILE))) {
      return Optional.empty();
    }
    Entry entry = Entry.read(folder);
    noteUse(folder.resolve(Entry.FILE));
    return Optional.of(entry);
  }

  /** By the time of this file {@link CacheCleaner} knows when an entry was used last. */
  private static void noteUse(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    } catch (IOException e) {
      LOG.debug("cannot note that {} is in use: {}", file, e.toString());
    }
  }

  /** Removes an entry; to be called by who holds its lock. */
  void discard(String id) throws IOException {
    Path gone = root.resolve(id + GONE + ProcessHandle.current().pid());
    WholeFile.delete(gone);
    if (Files.exists(root.resolve(id))) {
      Files.move(root.resolve(id), gone, StandardCopyOption.ATOMIC_MOVE);
    }
    WholeFile.delete(gone);
  }

  /**
   * Fills the entry {@code id} if it is not there.
   *
   * @param awaiting is called if it is being filled just now, by another run or in this one
   */
  public void keep(String id, Runnable awaiting, Filler filler) throws Exception {
    try (HeldFile held = HeldFile.take(lockOf(id), awaiting)) {
      LOG.debug("{} for {}", held, id);
      if (find(id).isEmpty()) {
        fill(id, filler);
      }
    }
  }

  private void fill(String id, Filler filler) throws Exception {
    Path building = root.resolve(id + BUILDING + ProcessHandle.current().pid());
    WholeFile.delete(building);
    Path entry = Files.createDirectories(building.resolve("entry"));
    try {
      Entry.Written written = filler.fill(building);
      Files.write(entry.resolve(Entry.FILE), Json.bytes(written));
      WholeFile.delete(root.resolve(id)); // a folder without entry.json is nobody's work
      Files.move(entry, root.resolve(id), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      WholeFile.deleteQuietly(building);
    }
  }

  /**
   * Takes entries, each in the place of the one of its name, when all are there and whole; then
   * removes those that are obsolete.
   */
  public void replace(Unpacking unpacking, Predicate<String> obsolete) throws Exception {
    Path building = root.resolve(ARCHIVE + BUILDING + ProcessHandle.current().pid());
    try (HeldFile held = HeldFile.take(lockOf(ARCHIVE), () -> {})) {
      LOG.debug("{} for an archive", held);
      WholeFile.delete(building);
      unpacking.into(Files.createDirectories(building));
      List<String> taken = names(building);
      for (String id : taken) {
        replace(id, Optional.of(building.resolve(id)));
      }
      for (String id : entries("")) {
        if (obsolete.test(id) && !taken.contains(id)) {
          replace(id, Optional.empty());
        }
      }
    } finally {
      WholeFile.deleteQuietly(building);
    }
  }

  private void replace(String id, Optional<Path> entry) throws Exception {
    try (HeldFile held = HeldFile.take(lockOf(id), () -> {})) {
      LOG.debug("{} for {}", held, id);
      discard(id);
      if (entry.isPresent()) {
        Files.move(entry.get(), root.resolve(id), StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  /** Removes what killed runs left half done: no one holds the lock of such an entry. */
  public void removeLeftovers() {
    for (String name : names(root)) {
      String id = name.replaceFirst("(" + HALF + ").*$", "");
      if (!id.equals(name)) {
        removeLeftover(root.resolve(name), id);
      }
    }
  }

  private void removeLeftover(Path half, String id) {
    try {
      Optional<HeldFile> free = HeldFile.tryTake(lockOf(id));
      if (free.isPresent()) {
        try (HeldFile held = free.get()) {
          LOG.info("removing {}, left by a run that was killed ({})", half, held);
          WholeFile.deleteQuietly(half);
        }
      }
    } catch (IOException e) {
      LOG.warn("cannot remove {}, left by a run that was killed: {}", half, e.toString());
    }
  }

  Path lockOf(String id) throws IOException {
    return Files.createDirectories(root.resolve(".locks")).resolve(id);
  }
}

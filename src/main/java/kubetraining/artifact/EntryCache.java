package kubetraining.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kubetraining.host.HeldFile;
import kubetraining.host.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of finished artifacts. An entry appears whole, by one rename, or not at all; a lock a
 * name keeps two runs from making the same thing twice.
 */
final class EntryCache {
  /** Fills a new entry. */
  @FunctionalInterface
  interface Filler {
    Entry.Written fill(Path building) throws Exception;
  }

  static final String BUILDING = ".building-";
  private static final String GONE = ".gone-";
  private static final String HALF = "\\.building-|\\.gone-";
  private static final Logger LOG = LoggerFactory.getLogger(EntryCache.class);

  private final Path root;

  EntryCache(Path cache) {
    this.root = cache.resolve("artifacts").toAbsolutePath();
  }

  Path root() {
    return root;
  }

  Path logFolder() {
    return root.resolveSibling("log");
  }

  Optional<Entry> find(String id) {
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
    Folders.remove(gone);
    if (Files.exists(root.resolve(id))) {
      Files.move(root.resolve(id), gone, StandardCopyOption.ATOMIC_MOVE);
    }
    Folders.remove(gone);
  }

  /**
   * Returns the entry {@code id}, filling it first if it is not there.
   *
   * @param awaiting is called if it is being filled just now, by another run or in this one
   */
  Entry keep(String id, Runnable awaiting, Filler filler) throws Exception {
    Files.createDirectories(root.resolve(".locks"));
    try (HeldFile held = HeldFile.take(lockOf(id), awaiting)) {
      LOG.debug("{} for {}", held, id);
      Optional<Entry> present = find(id);
      return present.isPresent() ? present.get() : fill(id, filler);
    }
  }

  private Entry fill(String id, Filler filler) throws Exception {
    Path building = root.resolve(id + BUILDING + ProcessHandle.current().pid());
    Folders.remove(building);
    Path entry = Files.createDirectories(building.resolve("entry"));
    try {
      Entry.Written written = filler.fill(building);
      Files.write(entry.resolve(Entry.FILE), Json.bytes(written));
      Folders.remove(root.resolve(id)); // a folder without entry.json is nobody's work
      Files.move(entry, root.resolve(id), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      removeQuietly(building);
    }
    return Entry.read(root.resolve(id));
  }

  /** Removes what killed runs left half done: no one holds the lock of such an entry. */
  void removeLeftovers() {
    for (Path building : halves()) {
      String name = building.getFileName().toString();
      String id = name.replaceFirst("(" + HALF + ").*$", "");
      try {
        Files.createDirectories(root.resolve(".locks"));
        Optional<HeldFile> free = HeldFile.tryTake(lockOf(id));
        if (free.isPresent()) {
          try (HeldFile held = free.get()) {
            LOG.info("removing {}, left by a run that was killed ({})", building, held);
            removeQuietly(building);
          }
        }
      } catch (IOException e) {
        LOG.warn("cannot remove {}, left by a run that was killed: {}", building, e.toString());
      }
    }
  }

  private List<Path> halves() {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(root)) {
      return all.filter(path -> path.getFileName().toString().matches(".*(" + HALF + ").*"))
          .toList();
    } catch (IOException e) {
      throw new ArtifactException(Texts.of("cannot look into the cache %s: %s", root, e), e);
    }
  }

  Path lockOf(String id) {
    return root.resolve(".locks").resolve(id);
  }

  private static void removeQuietly(Path folder) {
    try {
      Folders.remove(folder);
    } catch (IOException e) {
      LOG.warn("cannot remove {}; the next run tries again: {}", folder, e.toString());
    }
  }
}

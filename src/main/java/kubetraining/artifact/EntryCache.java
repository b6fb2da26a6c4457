package kubetraining.artifact;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
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
  private static final long POLL_NANOS = 200_000_000;
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
    return Files.isRegularFile(folder.resolve(Entry.FILE))
        ? Optional.of(Entry.read(folder))
        : Optional.empty();
  }

  /**
   * Returns the entry {@code id}, filling it first if it is not there.
   *
   * @param awaiting is called if another run is filling it just now
   */
  Entry keep(String id, Runnable awaiting, Filler filler) throws Exception {
    Files.createDirectories(root.resolve(".locks"));
    try (FileChannel channel = openLock(id);
        FileLock lock = lock(channel, id, awaiting)) {
      LOG.debug("{} of {}", lock, id);
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
    for (Path building : buildings()) {
      String name = building.getFileName().toString();
      String id = name.substring(0, name.indexOf(BUILDING));
      try {
        Files.createDirectories(root.resolve(".locks"));
        try (FileChannel channel = openLock(id);
            FileLock lock = channel.tryLock()) {
          if (lock != null) {
            LOG.info("removing {}, left by a run that was killed", building);
            removeQuietly(building);
          }
        }
      } catch (OverlappingFileLockException e) {
        LOG.debug("{} is in use by this process", building);
      } catch (IOException e) {
        LOG.warn("cannot remove {}, left by a run that was killed: {}", building, e.toString());
      }
    }
  }

  private List<Path> buildings() {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(root)) {
      return all.filter(path -> path.getFileName().toString().contains(BUILDING)).toList();
    } catch (IOException e) {
      throw new ArtifactException("cannot look into the cache %s: %s".formatted(root, e), e);
    }
  }

  private FileChannel openLock(String id) throws IOException {
    return FileChannel.open(
        root.resolve(".locks").resolve(id), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /**
   * Polls, for a blocking lock is refused as a deadlock where two runs wait for an entry of each
   * other, each in one of its threads: the kernel takes all threads of a process for one.
   */
  private static FileLock lock(FileChannel channel, String id, Runnable awaiting)
      throws IOException, InterruptedException {
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        awaiting.run();
      }
      while (lock == null) {
        LockSupport.parkNanos(POLL_NANOS);
        if (Thread.interrupted()) {
          throw new InterruptedException("while another run makes " + id);
        }
        lock = channel.tryLock();
      }
      return lock;
    } catch (OverlappingFileLockException e) {
      throw new ArtifactException(
          "%s is being made by another part of this very process; wait for it".formatted(id), e);
    }
  }

  private static void removeQuietly(Path folder) {
    try {
      Folders.remove(folder);
    } catch (IOException e) {
      LOG.warn("cannot remove {}; the next run tries again: {}", folder, e.toString());
    }
  }
}

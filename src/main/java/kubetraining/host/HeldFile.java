package kubetraining.host;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A file as a lock: one holder at a time, in this process and in all others. The operating system
 * gives it back when the holder is killed.
 *
 * <p>Such a lock belongs to the process, and closing any descriptor of the file drops it (see
 * fcntl(2), "Advisory record locking"). So a file that this process holds is never opened a second
 * time, not even for an attempt; and nobody else may open it.
 */
public final class HeldFile implements AutoCloseable {
  private static final long POLL_NANOS = 200_000_000;
  // Until it is given back: a channel that nobody refers to is closed, and its lock is lost.
  private static final Map<Object, HeldFile> HELD_HERE = new HashMap<>();

  private final Path file;
  private final Object key;
  private final FileChannel channel;

  private HeldFile(Path file, Object key, FileChannel channel) {
    this.file = file;
    this.key = key;
    this.channel = channel;
  }

  /**
   * Takes the lock, if nobody has it; the file is made if it is not there.
   *
   * @param attributes those of the file, if it is made
   * @return empty if another process has it, or another part of this one
   * @throws IOException if the file cannot be made, opened or locked
   */
  public static Optional<HeldFile> tryTake(Path file, FileAttribute<?>... attributes)
      throws IOException {
    make(file, attributes);
    Object key = keyOf(file);
    synchronized (HELD_HERE) {
      HeldFile held = HELD_HERE.containsKey(key) ? null : locked(file, key);
      if (held != null) {
        HELD_HERE.put(key, held);
      }
      return Optional.ofNullable(held);
    }
  }

  /**
   * Waits until nobody has the lock, and takes it.
   *
   * <p>Polls, for a blocking lock is refused as a deadlock where two processes wait for a file of
   * each other, each in one of its threads: the kernel takes all threads of a process for one.
   *
   * @param awaiting is called once if somebody has it
   */
  public static HeldFile take(Path file, Runnable awaiting)
      throws IOException, InterruptedException {
    Optional<HeldFile> held = tryTake(file);
    if (held.isEmpty()) {
      awaiting.run();
    }
    while (held.isEmpty()) {
      LockSupport.parkNanos(POLL_NANOS);
      if (Thread.interrupted()) {
        throw new InterruptedException("while somebody else holds " + file);
      }
      held = tryTake(file);
    }
    return held.get();
  }

  private static @Nullable HeldFile locked(Path file, Object key) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
      return lock == null ? null : new HeldFile(file, key, channel);
    } catch (OverlappingFileLockException e) {
      throw new IllegalStateException(
          Texts.of("%s was locked in this process by something other than this class", file), e);
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
  }

  /** The file under whatever name it has; without opening it. */
  private static Object keyOf(Path file) throws IOException {
    var attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return Objects.requireNonNullElse(attributes.fileKey(), file.toRealPath());
  }

  /** Opens nothing if the file is there. */
  private static void make(Path file, FileAttribute<?>... attributes) throws IOException {
    try {
      Files.createFile(file, attributes);
    } catch (FileAlreadyExistsException e) {
      return;
    }
  }

  @Override
  public String toString() {
    return "held file " + file;
  }

  /** Gives the lock back. */
  @Override
  public void close() throws IOException {
    synchronized (HELD_HERE) {
      // Twice is once; by then somebody else may have it.
      if (HELD_HERE.remove(key, this)) {
        channel.close();
      }
    }
  }
}

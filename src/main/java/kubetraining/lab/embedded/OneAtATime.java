package kubetraining.lab.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import kubetraining.progress.Phases;
import kubetraining.progress.Progress;

/**
 * Lets one run after the other do something that two must not do at once. A file is the lock, so
 * that a run which is killed gives it back.
 */
final class OneAtATime {
  private final Path file;
  private final Progress progress;

  OneAtATime(Path cache, String name, Progress progress) {
    this.file = cache.resolve(name + ".lock");
    this.progress = progress;
  }

  /**
   * Does the work when nobody else does it.
   *
   * @param other who is waited for, in the reader's words
   */
  <T> T call(String other, Callable<T> work) {
    try {
      Files.createDirectories(file.getParent());
      try (var channel =
              FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var lock = lock(channel, other)) {
        if (!lock.isValid()) {
          throw new IllegalStateException("the lock on %s was lost".formatted(file));
        }
        return Phases.call(other, work);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + file, e);
    }
  }

  private FileLock lock(FileChannel channel, String other) throws IOException {
    FileLock free = channel.tryLock();
    if (free != null) {
      return free;
    }
    progress.awaiting(other);
    return channel.lock();
  }
}

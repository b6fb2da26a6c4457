package kubetraining.lab.embedded.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import kubetraining.host.HeldFile;
import kubetraining.progress.Phases;
import kubetraining.progress.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one run after the other do something that two must not do at once. A file is the lock, so
 * that a run which is killed gives it back.
 */
record OneAtATime(Path cache, String name, Progress progress) {
  private static final Logger LOG = LoggerFactory.getLogger(OneAtATime.class);

  /**
   * Does the work when nobody else does it.
   *
   * @param other who is waited for, in the reader's words
   */
  <T> T call(String other, Callable<T> work) {
    Path file = cache.resolve(name + ".lock");
    try {
      Files.createDirectories(cache);
      try (HeldFile held = HeldFile.take(file, () -> progress.awaiting(other))) {
        LOG.debug("{} for the work that waited for {}", held, other);
        return Phases.call(other, work);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + file, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + other, e);
    }
  }
}

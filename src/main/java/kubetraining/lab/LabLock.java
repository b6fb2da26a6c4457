package kubetraining.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import kubetraining.host.HeldFile;
import kubetraining.host.Texts;
import kubetraining.host.WholeFile;

/**
 * Keeps a second run off a lab. The operating system holds the lock, so a killed run frees it. Who
 * holds it stands in a file of its own, as nobody may open the file that is the lock.
 */
public final class LabLock implements AutoCloseable {
  private final HeldFile held;
  private final Path holderFile;

  private LabLock(HeldFile held, Path holderFile) {
    this.held = held;
    this.holderFile = holderFile;
  }

  /**
   * Takes the lab or fails at once.
   *
   * @param doing what the holder does with it, as others shall read it: {@code mvn verify}
   * @throws LabUnavailableException if somebody has it already, naming who
   */
  public static LabLock take(LabFolder folder, String doing) {
    var lockFile = folder.beside(".lock");
    var holderFile = folder.beside(".holder");
    var holder = LabHolder.read(holderFile).filter(LabHolder::isAlive);
    if (holder.filter(LabHolder::isThisProcess).isPresent()) {
      throw held(folder.lab(), holder);
    }
    try {
      Files.createDirectories(lockFile.toAbsolutePath().getParent(), WholeFile.PRIVATE_FOLDER);
      var held =
          HeldFile.tryTake(lockFile, WholeFile.PRIVATE)
              .orElseThrow(() -> held(folder.lab(), holder));
      return holding(held, holderFile, doing);
    } catch (IOException e) {
      throw new UncheckedIOException("could not lock " + lockFile, e);
    }
  }

  private static LabLock holding(HeldFile held, Path holderFile, String doing) throws IOException {
    try {
      LabHolder.ofThisProcess(doing).write(holderFile);
      return new LabLock(held, holderFile);
    } catch (IOException e) {
      held.close();
      throw e;
    }
  }

  private static LabUnavailableException held(String lab, Optional<LabHolder> holder) {
    return new LabUnavailableException(
        Texts.of(
            "lab '%s' is in use by %s; wait for it, stop it, or use another lab: -Dlab.name=...",
            lab, holder.map(LabHolder::toString).orElse("a process that has just started")));
  }

  /** Who holds the lab now, as a reader is told; empty if nobody does. */
  public static Optional<String> holderOf(LabFolder folder) {
    return LabHolder.read(folder.beside(".holder"))
        .filter(LabHolder::isAlive)
        .map(LabHolder::toString);
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(holderFile);
      held.close();
    } catch (IOException e) {
      throw new UncheckedIOException("could not unlock by " + holderFile, e);
    }
  }
}

package kubetraining.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps a second run off a lab. The operating system holds the lock, so a killed run frees it. Who
 * holds it stands in a file of its own, as a process that opens and closes a file it has locked
 * loses the lock.
 */
public final class LabLock implements AutoCloseable {
  private static final Set<StandardOpenOption> FOR_LOCKING =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

  private final FileChannel channel;
  private final Path holderFile;

  private LabLock(FileChannel channel, Path holderFile) {
    this.channel = channel;
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
      var channel = open(lockFile);
      if (channel.tryLock() == null) {
        channel.close();
        throw held(folder.lab(), holder);
      }
      return holding(channel, holderFile, doing);
    } catch (IOException e) {
      throw new UncheckedIOException("could not lock " + lockFile, e);
    }
  }

  private static LabLock holding(FileChannel channel, Path holderFile, String doing)
      throws IOException {
    try {
      LabHolder.ofThisProcess(doing).write(holderFile);
      return new LabLock(channel, holderFile);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static FileChannel open(Path lockFile) throws IOException {
    Files.createDirectories(lockFile.toAbsolutePath().getParent(), PrivateFile.FOLDER_MODE);
    return FileChannel.open(lockFile, FOR_LOCKING, PrivateFile.FILE_MODE);
  }

  private static LabUnavailableException held(String lab, Optional<LabHolder> holder) {
    return new LabUnavailableException(
        "lab '%s' is held by %s; wait for it, stop it, or use another lab: -Dlab.name=..."
            .formatted(
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
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("could not unlock by " + holderFile, e);
    }
  }
}

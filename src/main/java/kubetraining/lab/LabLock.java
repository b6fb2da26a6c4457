package kubetraining.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kubetraining.host.FileWork;
import kubetraining.host.HeldFile;
import kubetraining.host.JsonLines;
import kubetraining.host.Texts;
import kubetraining.host.WholeFile;

/**
 * Keeps a second run off a lab. The operating system holds the lock, so a killed run frees it. Who
 * holds it stands in a file of its own, as nobody may open the file that is the lock.
 */
public record LabLock(HeldFile held, Path holderFile) implements AutoCloseable {
  /**
   * Takes the lab or fails at once.
   *
   * @param doing what the holder does with it, as others shall read it: {@code mvn verify}
   * @throws LabUnavailableException if somebody has it already, naming who
   */
  public static LabLock take(LabFolder folder, String doing) {
    var lockFile = folder.beside(".lock");
    var holderFile = folder.beside(".holder");
    var holder = Holder.read(holderFile).filter(Holder::isAlive);
    if (holder.filter(it -> it.isIn(ProcessHandle.current())).isPresent()) {
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
      Holder.in(holderFile).replace(List.of(Holder.ofThisProcess(doing)));
      return new LabLock(held, holderFile);
    } catch (RuntimeException e) {
      held.close();
      throw e;
    }
  }

  private static LabUnavailableException held(String lab, Optional<Holder> holder) {
    return new LabUnavailableException(
        "lab '%s' is in use by %s; wait for it, stop it, or use another lab: -Dlab.name=...",
        lab, holder.map(Holder::toString).orElse("a process that has just started"));
  }

  /** Who holds the lab now, as a reader is told; empty if nobody does. */
  public static Optional<String> holderOf(LabFolder folder) {
    return Holder.read(folder.beside(".holder")).filter(Holder::isAlive).map(Holder::toString);
  }

  @Override
  public void close() {
    FileWork.run(
        "could not unlock by " + holderFile,
        () -> {
          Files.deleteIfExists(holderFile);
          held.close();
        });
  }

  /**
   * The process that holds a lab.
   *
   * @param start when the process started; with {@code pid} it tells processes apart, as pids
   *     return
   * @param doing what it does with the lab
   * @param since when it took the lab
   */
  private record Holder(long pid, Instant start, String doing, Instant since) {
    static Holder ofThisProcess(String doing) {
      var self = ProcessHandle.current();
      return new Holder(self.pid(), start(self), doing, Instant.now());
    }

    private static Instant start(ProcessHandle process) {
      return process.info().startInstant().orElse(Instant.EPOCH);
    }

    boolean isAlive() {
      return ProcessHandle.of(pid).filter(this::isIn).isPresent();
    }

    private boolean isIn(ProcessHandle process) {
      return process.pid() == pid && start(process).equals(start);
    }

    static JsonLines<Holder> in(Path file) {
      return new JsonLines<>(file, Holder.class);
    }

    /** The holder a file names; nobody if there is no such file, or no sense in it. */
    static Optional<Holder> read(Path file) {
      return in(file).all().stream().findFirst();
    }

    @Override
    public String toString() {
      var taken = since.atOffset(ZoneOffset.UTC);
      var today = taken.toLocalDate().equals(LocalDate.now(ZoneOffset.UTC));
      var pattern = today ? "HH:mm 'UTC'" : "yyyy-MM-dd HH:mm 'UTC'";
      var time = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
      return Texts.of("process %d (%s) since %s", pid, doing, time.format(taken));
    }
  }
}

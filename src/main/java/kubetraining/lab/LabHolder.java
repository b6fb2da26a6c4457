package kubetraining.lab;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import kubetraining.host.Texts;
import kubetraining.host.WholeFile;

/**
 * The process that holds a lab.
 *
 * @param start when the process started; with {@code pid} it tells processes apart, as pids return
 * @param doing what it does with the lab
 * @param since when it took the lab
 */
record LabHolder(long pid, Instant start, String doing, Instant since) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  static LabHolder ofThisProcess(String doing) {
    var self = ProcessHandle.current();
    return new LabHolder(self.pid(), start(self), doing, Instant.now());
  }

  private static Instant start(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }

  boolean isThisProcess() {
    return isIn(ProcessHandle.current());
  }

  boolean isAlive() {
    return ProcessHandle.of(pid).filter(this::isIn).isPresent();
  }

  private boolean isIn(ProcessHandle process) {
    return process.pid() == pid && start(process).equals(start);
  }

  void write(Path file) throws IOException {
    WholeFile.writePrivate(file, JSON.writeValueAsString(this) + "\n");
  }

  /** The holder a file names; nobody if there is no such file, or no sense in it. */
  static Optional<LabHolder> read(Path file) {
    try {
      return Optional.of(JSON.readValue(file.toFile(), LabHolder.class));
    } catch (IOException e) {
      return Optional.empty();
    }
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

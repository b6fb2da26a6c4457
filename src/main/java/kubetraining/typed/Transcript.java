package kubetraining.typed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kubetraining.host.FileWork;
import kubetraining.host.WholeFile;
import kubetraining.redaction.Redaction;

/**
 * What was typed on one machine, in a file that only its owner may read: a line of JSON when a
 * command begins, and one when it ends, both without secrets. Lines are only added. A file that has
 * become large is put aside, and the one that was put aside before is forgotten.
 */
public final class Transcript {
  private static final long LARGE = 16L * 1024 * 1024;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private final Path file;
  private final long large;

  private Transcript(Path file, long large) {
    this.file = file;
    this.large = large;
  }

  /**
   * The transcript of a machine.
   *
   * @param lab the folder of the lab
   */
  public static Transcript of(Path lab, String machine) {
    return of(lab, machine, LARGE);
  }

  static Transcript of(Path lab, String machine, long large) {
    return new Transcript(lab.resolve("typed").resolve(machine + ".ndjson"), large);
  }

  /** Adds a command that has begun or ended. Several shells may do that at once. */
  void add(TypedCommand command) {
    FileWork.run(
        "could not write " + file,
        () -> {
          Files.createDirectories(file.getParent(), WholeFile.PRIVATE_FOLDER);
          if (Files.exists(file) && Files.size(file) > large) {
            Files.move(file, aside(), StandardCopyOption.REPLACE_EXISTING);
          }
          // Whoever wrote before may have been killed in the middle of a line.
          var line = "\n" + JSON.writeValueAsString(redacted(command)) + "\n";
          try (var open =
              FileChannel.open(
                  file,
                  Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                  WholeFile.PRIVATE)) {
            var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
              open.write(bytes);
            }
          }
        });
  }

  private static TypedCommand redacted(TypedCommand command) {
    return new TypedCommand(
        command.machine(),
        command.session(),
        command.number(),
        Redaction.redact(command.text()),
        command.startedAt(),
        command.endedAt(),
        command.exitCode(),
        Redaction.redact(command.output()));
  }

  /** All commands that are known, in the order in which they began. */
  public List<TypedCommand> commands() {
    Map<String, TypedCommand> commands = new LinkedHashMap<>();
    for (Path each : List.of(aside(), file)) {
      read(each).forEach(command -> commands.put(command.key(), command));
    }
    return sorted(commands.values());
  }

  private static List<TypedCommand> sorted(Collection<TypedCommand> commands) {
    var sorted = new ArrayList<>(commands);
    sorted.sort((one, other) -> one.startedAt().compareTo(other.startedAt()));
    return sorted;
  }

  /** The time of the last change and the size; while they are the same there is nothing new. */
  public String state() {
    try {
      return Files.getLastModifiedTime(file) + " " + Files.size(file);
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException("could not look at " + file, e);
    }
  }

  private static List<TypedCommand> read(Path from) {
    List<TypedCommand> read = new ArrayList<>();
    try {
      for (String line : Files.readString(from).split("\n")) {
        parse(line, read);
      }
    } catch (NoSuchFileException e) {
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + from, e);
    }
    return read;
  }

  // The last line may be half there: its writer was killed, or writes at this moment.
  private static void parse(String line, List<TypedCommand> into) {
    if (line.endsWith("}")) {
      try {
        into.add(JSON.readValue(line, TypedCommand.class));
      } catch (JsonProcessingException e) {
        return;
      }
    }
  }

  private Path aside() {
    return file.resolveSibling(file.getFileName() + ".1");
  }
}

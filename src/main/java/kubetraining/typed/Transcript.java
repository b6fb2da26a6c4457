package kubetraining.typed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kubetraining.host.FileWork;
import kubetraining.host.JsonLines;
import kubetraining.redaction.RedactedCopy;

/**
 * What was typed on one machine, in a file that only its owner may read: a line of JSON when a
 * command begins, and one when it ends, both without secrets. Lines are only added. A file that has
 * become large is put aside, and the one that was put aside before is forgotten.
 *
 * @param large so many bytes are too many
 */
public record Transcript(Path file, long large) {
  private static final long LARGE = 16L * 1024 * 1024;

  /**
   * The transcript of a machine.
   *
   * @param lab the folder of the lab
   */
  public static Transcript of(Path lab, String machine) {
    return new Transcript(lab.resolve("typed").resolve(machine + ".ndjson"), LARGE);
  }

  /** Adds a command that has begun or ended. Several shells may do that at once. */
  void add(TypedCommand command) {
    FileWork.run(
        "could not write " + file,
        () -> {
          if (Files.exists(file) && Files.size(file) > large) {
            Files.move(file, aside(), StandardCopyOption.REPLACE_EXISTING);
          }
        });
    lines(file).add(new RedactedCopy().of(command));
  }

  private static JsonLines<TypedCommand> lines(Path file) {
    return new JsonLines<>(file, TypedCommand.class);
  }

  /** All commands that are known, in the order in which they began. */
  public List<TypedCommand> commands() {
    Map<String, TypedCommand> commands = new LinkedHashMap<>();
    for (Path each : List.of(aside(), file)) {
      lines(each).all().forEach(command -> commands.put(command.key(), command));
    }
    return commands.values().stream()
        .sorted(Comparator.comparing(TypedCommand::startedAt))
        .toList();
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

  private Path aside() {
    return file.resolveSibling(file.getFileName() + ".1");
  }
}

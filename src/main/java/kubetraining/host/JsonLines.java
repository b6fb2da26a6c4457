package kubetraining.host;

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
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file that only its owner may read, with one value of JSON in each line. Lines are only added,
 * also by several programs at once. A line that is half there, since its writer was killed, is
 * passed over.
 *
 * @param <T> what a line holds
 */
public record JsonLines<T>(Path file, Class<T> kind) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  /**
   * Adds a line.
   *
   * @param options as SYNC, for a line that is on the disk when this returns
   */
  public void add(T value, OpenOption... options) {
    FileWork.run(
        "could not write " + file,
        () -> {
          Files.createDirectories(
              Objects.requireNonNull(file.getParent()), WholeFile.PRIVATE_FOLDER);
          // Whoever wrote before may have been killed in the middle of a line.
          var bytes =
              ByteBuffer.wrap(
                  ("\n" + JSON.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8));
          try (var open = FileChannel.open(file, with(options), WholeFile.PRIVATE)) {
            while (bytes.hasRemaining()) {
              open.write(bytes);
            }
          }
        });
  }

  private static Set<OpenOption> with(OpenOption... options) {
    return Stream.concat(
            Stream.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), Arrays.stream(options))
        .collect(Collectors.toSet());
  }

  /** All lines that are whole, oldest first; none if there is no such file. */
  public List<T> all() {
    try {
      // A sign may be half there, too.
      var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return text.lines().flatMap(this::parsed).toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + file, e);
    }
  }

  private Stream<T> parsed(String line) {
    try {
      return line.endsWith("}") ? Stream.of(JSON.readValue(line, kind)) : Stream.of();
    } catch (JsonProcessingException e) {
      return Stream.of();
    }
  }

  /** Puts these lines in place of all others, at once. */
  public void replace(List<T> values) {
    FileWork.run(
        "could not write " + file,
        () -> {
          var lines = new StringBuilder();
          for (T each : values) {
            lines.append(JSON.writeValueAsString(each)).append('\n');
          }
          WholeFile.writePrivate(file, lines.toString());
        });
  }
}

package kubetraining.observe;

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
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import kubetraining.course.PlannedScenario;
import kubetraining.host.FileWork;
import kubetraining.host.WholeFile;

/**
 * What was earned on a lab, in a file: one line for each step, on the disk before anybody is told.
 * A line that is half there was not earned.
 */
public final class Ticks {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private final Path file;
  private final Map<String, Tick> earned = new LinkedHashMap<>();

  private Ticks(Path file) {
    this.file = file;
  }

  /**
   * Those of a lab.
   *
   * @param lab its folder
   */
  public static Ticks of(Path lab) {
    var ticks = new Ticks(lab.resolve("observed").resolve("ticks.ndjson"));
    ticks.read();
    return ticks;
  }

  private void read() {
    try {
      for (String line : Files.readString(file).split("\n")) {
        parsed(line).ifPresent(tick -> earned.put(key(tick.scenario(), tick.step()), tick));
      }
    } catch (NoSuchFileException e) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + file, e);
    }
  }

  private static Optional<Tick> parsed(String line) {
    try {
      return line.endsWith("}") ? Optional.of(JSON.readValue(line, Tick.class)) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** A step that was earned as it is written now. */
  public synchronized Optional<Tick> of(String scenario, int step, String digest) {
    return Optional.ofNullable(earned.get(key(scenario, step)))
        .filter(tick -> tick.digest().equals(digest));
  }

  /** Whether every step of a scenario was earned as it is written now. */
  public boolean areAllOf(PlannedScenario scenario) {
    var steps = scenario.text().steps();
    return !steps.isEmpty()
        && IntStream.range(0, steps.size())
            .allMatch(each -> of(scenario.id(), each, Tick.digest(steps.get(each))).isPresent());
  }

  /** When the first step of these scenarios was earned; empty if none was. */
  public synchronized Optional<Instant> firstOf(Predicate<String> scenarios) {
    return earned.values().stream()
        .filter(tick -> scenarios.test(tick.scenario()))
        .map(Tick::at)
        .min(Comparator.naturalOrder());
  }

  /** Keeps a step; when this returns, it is on the disk. */
  public synchronized void earn(Tick tick) {
    FileWork.run(
        "could not write " + file,
        () -> {
          Files.createDirectories(file.getParent(), WholeFile.PRIVATE_FOLDER);
          // A run that was killed may have left half a line.
          var line = "\n" + JSON.writeValueAsString(tick) + "\n";
          try (var open =
              FileChannel.open(
                  file,
                  Set.of(
                      StandardOpenOption.CREATE,
                      StandardOpenOption.APPEND,
                      StandardOpenOption.SYNC),
                  WholeFile.PRIVATE)) {
            var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
              open.write(bytes);
            }
          }
        });
    earned.put(key(tick.scenario(), tick.step()), tick);
  }

  /** Forgets what was earned of these scenarios. */
  public synchronized void forget(Predicate<String> scenarios) {
    earned.values().removeIf(tick -> scenarios.test(tick.scenario()));
    FileWork.run(
        "could not write " + file,
        () -> {
          var lines = new StringBuilder();
          for (Tick each : earned.values()) {
            lines.append(JSON.writeValueAsString(each)).append('\n');
          }
          WholeFile.writePrivate(file, lines.toString());
        });
  }

  private static String key(String scenario, int step) {
    return scenario + " " + step;
  }
}

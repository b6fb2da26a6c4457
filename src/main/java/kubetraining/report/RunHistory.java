package kubetraining.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import kubetraining.host.FileWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last runs that reported to this folder, a line each. It is there to be looked at: whatever is
 * wrong with it, the run itself goes on.
 */
final class RunHistory {
  static final String FILE = "history.ndjson";
  static final int RUNS_KEPT = 20;
  private static final Logger log = LoggerFactory.getLogger(RunHistory.class);
  private static final JsonMapper JSON =
      ReportJson.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final ReportFiles files;
  private final List<PastRun> earlier;
  private @Nullable PastRun written;

  private RunHistory(ReportFiles files, List<PastRun> earlier) {
    this.files = files;
    this.earlier = earlier;
  }

  /** What is kept in this folder. Lines that cannot be read are left out. */
  static RunHistory in(ReportFiles files) {
    return new RunHistory(files, read(files.folder().resolve(FILE)));
  }

  /** The earlier runs, oldest first. */
  List<PastRun> earlier() {
    return earlier;
  }

  /** Keeps what has ended of a run, in place of what was kept of it before. */
  void keep(ProgressReport report) {
    var now = PastRun.of(report);
    if (now.scenarios().isEmpty() || now.equals(written)) {
      return;
    }
    var lines = new ArrayList<>(earlier);
    lines.removeIf(run -> run.id().equals(now.id()));
    lines.add(now);
    var kept = lines.subList(Math.max(0, lines.size() - RUNS_KEPT), lines.size());
    try {
      String text = kept.stream().map(RunHistory::line).collect(Collectors.joining());
      files.put(FILE, text.getBytes(StandardCharsets.UTF_8));
      written = now;
    } catch (UncheckedIOException e) {
      log.warn("this run was not added to the history, {}", files.folder().resolve(FILE), e);
    }
  }

  private static String line(PastRun run) {
    return FileWork.get("cannot write down " + run.id(), () -> JSON.writeValueAsString(run)) + "\n";
  }

  private static List<PastRun> read(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    var runs = new ArrayList<PastRun>();
    try {
      // Not line by line through a decoder: that would refuse the whole file for one bad byte.
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      text.lines().filter(line -> !line.isBlank()).forEach(line -> add(line, runs));
    } catch (IOException e) {
      log.warn("the history of earlier runs cannot be read, {}", file, e);
    }
    return List.copyOf(runs);
  }

  private static void add(String line, List<PastRun> runs) {
    try {
      // The word null alone is JSON, too.
      Optional.ofNullable(JSON.readValue(line, PastRun.class)).ifPresent(runs::add);
    } catch (JsonProcessingException e) {
      log.warn(
          "a damaged line was left out of the history of earlier runs: {}", e.getOriginalMessage());
    }
  }
}

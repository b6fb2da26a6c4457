package kubetraining.report;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;

/** The folder of reports, and how files get there: whole or not at all. */
public final class ReportFiles {
  private static final List<String> FOLDERS_OF_A_RUN = List.of("allure-results", "evidence");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final Path folder;

  public ReportFiles(Path folder) {
    this.folder = folder;
  }

  public Path folder() {
    return folder;
  }

  /** Removes what an earlier run left in folders that would otherwise mix two runs. */
  public void startAnew() {
    FOLDERS_OF_A_RUN.forEach(name -> delete(folder.resolve(name)));
  }

  void write(ProgressReport report) {
    try {
      replace("progress.json", JSON.writeValueAsBytes(report));
      replace("progress.md", ProgressText.of(report).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the report to " + folder, e);
    }
  }

  /** Keeps one piece of evidence of a scenario; the answer is its path within the folder. */
  String keep(String scenarioId, String name, byte[] content) {
    String path = "evidence/%s/%s".formatted(scenarioId, name);
    try {
      replace(path, content);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep evidence " + folder.resolve(path), e);
    }
    return path;
  }

  // A reader, or a kill at any moment, finds the old file or the new one, never half of one.
  private void replace(String path, byte[] content) throws IOException {
    Path target = folder.resolve(path);
    Files.createDirectories(target.getParent());
    Path temporary = target.resolveSibling("." + target.getFileName() + ".part");
    Files.write(
        temporary,
        content,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void delete(Path tree) {
    if (!Files.exists(tree)) {
      return;
    }
    try (var paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the report of an earlier run, " + tree, e);
    }
  }
}

package kubetraining.report;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kubetraining.host.HeldFile;
import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;

/** The folder of reports, and how files get there: whole or not at all. */
public final class ReportFiles {
  private static final List<String> FOLDERS_OF_A_RUN =
      List.of("allure-results", "evidence", "certificate");
  private static final String CERTIFICATE = "certificate.zip";
  private static final List<String> FILES_OF_A_RUN = List.of("junit.xml", CERTIFICATE);
  private static final String JSON_FILE = "progress.json";
  private static final String TEXT_FILE = "progress.md";
  private static final String PAGE_FILE = "index.html";

  private final Path folder;
  private @Nullable HeldFile held;

  public ReportFiles(Path folder) {
    this.folder = folder;
  }

  public Path folder() {
    return folder;
  }

  /**
   * Takes the folder for this run, for as long as the process lives.
   *
   * @return false if another run has it
   */
  public boolean take() {
    try {
      Files.createDirectories(folder);
      Optional<HeldFile> free = HeldFile.tryTake(folder.resolve(".lock"));
      free.ifPresent(taken -> held = taken);
      return free.isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock the folder of reports, " + folder, e);
    }
  }

  /**
   * Removes what an earlier run left and would be mixed with, or mistaken for, what this one does.
   */
  public void startAnew() {
    FOLDERS_OF_A_RUN.forEach(name -> delete(folder.resolve(name)));
    FILES_OF_A_RUN.forEach(name -> delete(folder.resolve(name)));
  }

  /** Removes the report of a run that has ended; that of one under way stays. */
  public void withdraw() {
    if (!take()) {
      return;
    }
    try {
      Files.deleteIfExists(folder.resolve(JSON_FILE));
      Files.deleteIfExists(folder.resolve(TEXT_FILE));
      Files.deleteIfExists(folder.resolve(PAGE_FILE));
      Files.deleteIfExists(folder.resolve(CERTIFICATE));
      delete(folder.resolve("certificate"));
      if (held != null) {
        held.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the report of an earlier run, " + folder, e);
    }
  }

  void write(ProgressReport report) {
    try {
      replace(JSON_FILE, ReportJson.INDENTED.writeValueAsBytes(report));
      replace(TEXT_FILE, ProgressText.of(report).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the report to " + folder, e);
    }
  }

  /** Writes the page that people open; see {@link #page}. */
  public void writePage(String html) {
    put(PAGE_FILE, html.getBytes(StandardCharsets.UTF_8));
  }

  /** The page that people open. */
  public Path page() {
    return folder.resolve(PAGE_FILE);
  }

  /**
   * Writes one file, whole or not at all.
   *
   * @param path relative to this folder
   */
  public void put(String path, byte[] content) {
    try {
      replace(path, content);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder.resolve(path), e);
    }
  }

  /** Keeps one piece of evidence of a scenario; the answer is its path within the folder. */
  String keep(String scenarioId, String name, byte[] content) {
    String path = Texts.of("evidence/%s/%s", scenarioId, name);
    put(path, content);
    return path;
  }

  // A reader, or a kill at any moment, finds the old file or the new one, never half of one.
  private void replace(String path, byte[] content) throws IOException {
    Path target = folder.resolve(path);
    Files.createDirectories(target.getParent());
    Path temporary = target.resolveSibling("." + target.getFileName() + ".part");
    Files.write(temporary, content, CREATE, TRUNCATE_EXISTING, WRITE);
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

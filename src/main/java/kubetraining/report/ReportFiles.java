package kubetraining.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kubetraining.host.FileWork;
import kubetraining.host.HeldFile;
import kubetraining.host.Texts;
import kubetraining.host.WholeFile;
import org.jspecify.annotations.Nullable;

/** The folder of reports, and how files get there: whole or not at all. */
public final class ReportFiles {
  private static final String JSON_FILE = "progress.json";
  private static final String TEXT_FILE = "progress.md";
  private static final String PAGE_FILE = "index.html";
  private static final List<String> OF_A_RUN =
      List.of(
          "allure-results evidence certificate junit.xml certificate.zip grades.csv".split(" "));
  private static final List<String> REPORT =
      List.of(JSON_FILE, TEXT_FILE, PAGE_FILE, "certificate.zip", "certificate");

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
    return FileWork.get(
        "cannot lock the folder of reports, " + folder,
        () -> {
          Files.createDirectories(folder);
          Optional<HeldFile> free = HeldFile.tryTake(folder.resolve(".lock"));
          free.ifPresent(taken -> held = taken);
          return free.isPresent();
        });
  }

  /**
   * Removes what an earlier run left and would be mixed with, or mistaken for, what this one does.
   */
  public void startAnew() {
    delete(OF_A_RUN);
  }

  /** Removes the report of a run that has ended; that of one under way stays. */
  public void withdraw() {
    if (!take()) {
      return;
    }
    delete(REPORT);
    if (held != null) {
      FileWork.run("cannot give back the folder of reports, " + folder, held::close);
    }
  }

  private void delete(List<String> names) {
    for (String name : names) {
      Path old = folder.resolve(name);
      FileWork.run(
          "cannot remove the report of an earlier run, " + old, () -> WholeFile.delete(old));
    }
  }

  void write(ProgressReport report) {
    put(JSON_FILE, ReportJson.bytes(report));
    put(TEXT_FILE, new ProgressText(report).text().getBytes(StandardCharsets.UTF_8));
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
    Path file = folder.resolve(path);
    FileWork.run("cannot write " + file, () -> WholeFile.write(file, content));
  }

  /** Keeps one piece of evidence of a scenario; the answer is its path within the folder. */
  String keep(String scenarioId, String name, byte[] content) {
    String path = Texts.of("evidence/%s/%s", scenarioId, name);
    put(path, content);
    return path;
  }
}

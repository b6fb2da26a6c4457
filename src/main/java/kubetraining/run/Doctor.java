package kubetraining.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kubetraining.artifact.Artifacts;
import kubetraining.artifact.recipe.Wanted;
import kubetraining.config.LabKind;
import kubetraining.config.TrainingConfig;
import kubetraining.host.Chromium;
import kubetraining.host.Connections;
import kubetraining.host.Disk;
import kubetraining.host.Finding;
import kubetraining.host.Texts;
import kubetraining.host.Toolbox;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.embedded.engine.EngineCheck;
import kubetraining.progress.Progress;

/** Examines this computer for everything that the embedded lab needs. */
public final class Doctor {
  private static final int DEPTH = 3;
  private static final int LOOKS = 5;

  private Doctor() {}

  /** Looks at everything, changes nothing. */
  public static List<Finding> examine(TrainingConfig config) {
    var findings = new ArrayList<Finding>();
    findings.add(Finding.met("java", Integer.toString(Runtime.version().feature())));
    findings.addAll(Toolbox.look());
    findings.add(Artifacts.room(RunArtifacts.settings(config)));
    findings.addAll(EngineCheck.look(config.embedded().install()));
    findings.addAll(proxies());
    findings.add(ownFiles(config.folders()));
    findings.add(Chromium.look());
    return findings;
  }

  private static List<Finding> proxies() {
    var trouble = Connections.trouble();
    if (trouble.isPresent()) {
      return List.of(new Finding("proxy", false, "cannot be used", trouble.get()));
    }
    return Connections.proxies().isEmpty()
        ? List.of()
        : List.of(Finding.met("proxy", String.join(", ", Connections.proxies())));
  }

  /**
   * The first file that this user may not write to, if there is one. Whoever typed a command with
   * sudo has files of root, on which the next one without it would fail half-way.
   */
  static Finding ownFiles(TrainingConfig.Folders folders) {
    for (Path folder : List.of(folders.cache(), folders.state(), folders.reports())) {
      Optional<Path> foreign = foreign(folder);
      if (foreign.isPresent()) {
        return new Finding(
            "own files",
            false,
            Texts.of(
                "%s belongs to %s, and this user is not allowed to write to it",
                foreign.get(), owner(foreign.get())),
            Files.exists(folder)
                ? Texts.of("sudo chown -R %s %s", System.getProperty("user.name"), folder)
                : "set XDG_CACHE_HOME and XDG_STATE_HOME to folders of this user, with export");
      }
    }
    return Finding.met("own files", "all can be written to");
  }

  /**
   * Refuses before the first of these files is needed.
   *
   * @throws LabUnavailableException naming it, and what else this computer lacks for a lab
   */
  static void requireOwnFiles(TrainingConfig config) {
    var own = ownFiles(config.folders());
    if (own.met()) {
      return;
    }
    var seen = new ArrayList<>(List.of(own));
    if (config.lab() != LabKind.AWS) {
      seen.addAll(EngineCheck.look(config.embedded().install()));
    }
    EngineCheck.refuse(seen, () -> RunArtifacts.open(config, Wanted.LAB, Progress.SILENT));
  }

  private static Optional<Path> foreign(Path folder) {
    return Files.exists(folder)
        ? foreign(folder, DEPTH)
        : Optional.of(Disk.existing(folder)).filter(above -> !Files.isWritable(above));
  }

  /** A file that goes meanwhile, as those of a report do, is nobody's. */
  private static Optional<Path> foreign(Path file, int depth) {
    boolean isFolder = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
    // Finished artifacts are only read.
    if ((isFolder || isLock(file)) && !isOwnOrGone(file)) {
      return Optional.of(file);
    }
    return isFolder && depth > 0 ? foreignIn(file, depth - 1) : Optional.empty();
  }

  private static Optional<Path> foreignIn(Path folder, int depth) {
    try (var files = Files.list(folder)) {
      return files.flatMap(each -> foreign(each, depth).stream()).findFirst();
    } catch (NoSuchFileException | UncheckedIOException e) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(folder);
    }
  }

  private static boolean isOwnOrGone(Path file) {
    // It may go, or come back, between two looks.
    return IntStream.range(0, LOOKS)
        .anyMatch(look -> Files.isWritable(file) || Files.notExists(file));
  }

  private static boolean isLock(Path file) {
    return file.toString().endsWith(".lock") || file.getParent().endsWith(".locks");
  }

  private static String owner(Path file) {
    try {
      return Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName();
    } catch (IOException e) {
      return "somebody else";
    }
  }
}

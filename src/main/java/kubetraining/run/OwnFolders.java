package kubetraining.run;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kubetraining.artifact.recipe.Wanted;
import kubetraining.config.LabKind;
import kubetraining.config.TrainingConfig;
import kubetraining.host.Disk;
import kubetraining.host.Finding;
import kubetraining.host.Texts;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.embedded.engine.EngineCheck;
import kubetraining.progress.Progress;
import org.jspecify.annotations.Nullable;

/**
 * The folders that commands write to. Whoever typed one of them with sudo has files of root there,
 * on which the next command without it would fail half-way.
 */
final class OwnFolders {
  private static final int DEPTH = 3;
  private static final int LOOKS = 5;

  private OwnFolders() {}

  /** The first file that this user may not write to, if there is one. */
  static Finding finding(TrainingConfig.Folders folders) {
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
  static void require(TrainingConfig config) {
    var own = finding(config.folders());
    if (own.met()) {
      return;
    }
    var seen = new ArrayList<>(List.of(own));
    if (config.lab() != LabKind.AWS) {
      seen.addAll(EngineCheck.look(Cloud.settings(config, config.labName()).install()));
    }
    EngineCheck.refuse(seen, () -> RunArtifacts.open(config, Wanted.LAB, Progress.SILENT));
  }

  private static Optional<Path> foreign(Path folder) {
    if (!Files.exists(folder)) {
      return Optional.of(Disk.existing(folder)).filter(above -> !Files.isWritable(above));
    }
    var foreign = new Foreign();
    try {
      Files.walkFileTree(folder, Set.of(), DEPTH, foreign);
    } catch (IOException e) {
      return Optional.of(folder);
    }
    return foreign.found.stream().findFirst();
  }

  /** Ends at the first; a file that goes meanwhile, as those of a report do, is nobody's. */
  private static final class Foreign extends SimpleFileVisitor<Path> {
    private final List<Path> found = new ArrayList<>();

    private FileVisitResult look(Path file) {
      // It may go, or come back, between two looks.
      for (int i = 0; i < LOOKS; i++) {
        if (Files.isWritable(file) || Files.notExists(file)) {
          return FileVisitResult.CONTINUE;
        }
      }
      found.add(file);
      return FileVisitResult.TERMINATE;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes is) {
      return look(folder);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
      return is.isDirectory() || lock(file) ? look(file) : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      found.add(file);
      return FileVisitResult.TERMINATE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
      return FileVisitResult.CONTINUE;
    }
  }

  // Finished artifacts are only read.
  private static boolean lock(Path file) {
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

package kubetraining.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which files are the project's: those that people wrote, and not what editors, file managers and
 * merges leave beside them. An editor's lock is a link to nowhere, and what macOS keeps of {@code
 * x.feature} is called {@code ._x.feature} and is no text.
 */
public final class ProjectFiles {
  private static final Set<String> OF_FILE_MANAGERS =
      Set.of("Thumbs.db", "desktop.ini", "__MACOSX");
  private static final List<String> ENDINGS = List.of("~", ".swp", ".swo", ".bak", ".orig", ".rej");

  private ProjectFiles() {}

  /** Whether a file or folder of that name is the project's; one that is hidden is not. */
  public static boolean has(Path path) {
    String name = String.valueOf(path.getFileName());
    return !name.startsWith(".")
        && !(name.startsWith("#") && name.endsWith("#"))
        && !OF_FILE_MANAGERS.contains(name)
        && ENDINGS.stream().noneMatch(name::endsWith);
  }

  /** The project's files and folders that lie directly in a folder, in the order of their names. */
  public static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(ProjectFiles::has).sorted().toList();
    }
  }

  /** The project's files at any depth below a folder, in the order of their paths. */
  public static List<Path> below(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path each : in(folder)) {
      if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
        files.addAll(belowIfThere(each));
      } else if (Files.isRegularFile(each)) {
        files.add(each);
      }
    }
    return files.stream().sorted().toList();
  }

  // Somebody may save just now, by putting something else in the place of this.
  private static List<Path> belowIfThere(Path folder) throws IOException {
    try {
      return below(folder);
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /** Those of them that people wrote, for folders of the project. */
  public static List<String> namesBelow(Path folder) throws IOException {
    return below(folder).stream().map(file -> folder.relativize(file).toString()).sorted().toList();
  }
}

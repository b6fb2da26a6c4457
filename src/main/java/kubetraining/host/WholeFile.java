package kubetraining.host;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;

/** Files that are there whole or not at all. */
public final class WholeFile {
  private WholeFile() {}

  /** Writes a file. A reader, or a kill at any moment, finds the old one or the new one. */
  public static void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path draft = draft(file);
    Files.write(draft, content);
    Files.move(draft, file, ATOMIC_MOVE, REPLACE_EXISTING);
  }

  /** Where something is made that will be called so. */
  public static Path draft(Path target) {
    return target.resolveSibling("." + target.getFileName() + ".part");
  }

  /** Removes a file, or a folder with all that is in it; nothing if it is not there. */
  public static void delete(Path tree) throws IOException {
    if (Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
      try (var all = Files.walk(tree)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(each);
        }
      }
    }
  }
}

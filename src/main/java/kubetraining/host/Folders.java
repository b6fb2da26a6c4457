package kubetraining.host;

import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is in folders. */
public final class Folders {
  private Folders() {}

  /** The regular files under a folder, as relative paths with slashes, sorted. */
  public static List<String> filesOf(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  /** Copies a file to where it need not have a folder yet. */
  public static void copy(Path file, Path to, CopyOption... how) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(file, to, how);
  }

  /** What the regular files under a folder take together, or what a file takes. */
  public static long bytesOf(Path folder) throws IOException {
    long bytes = 0;
    for (String file : filesOf(folder)) {
      bytes += Files.size(folder.resolve(file));
    }
    return bytes;
  }
}

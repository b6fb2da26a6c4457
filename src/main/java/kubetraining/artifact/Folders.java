package kubetraining.artifact;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kubetraining.host.ProjectFiles;
import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whole folders: listed, copied, removed. */
final class Folders {
  private static final Logger LOG = LoggerFactory.getLogger(Folders.class);
  private static final Path MOUNTS = Path.of("/proc/self/mounts");
  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

  private Folders() {}

  /** Where something is mounted in a folder, the deepest first. */
  static List<String> mountsBelow(Path folder, Path table) throws IOException {
    if (!Files.isReadable(table)) {
      return List.of();
    }
    // A path need not be text in any encoding, and is none of ours then.
    return new String(Files.readAllBytes(table), StandardCharsets.UTF_8)
        .lines()
        .map(line -> unescaped(line.split(" ")[1]))
        .filter(mounted -> mounted.startsWith(folder + "/"))
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  /** As the kernel writes paths there: what would end a word stands as its octal number. */
  private static String unescaped(String path) {
    return OCTAL
        .matcher(path)
        .replaceAll(
            found -> Matcher.quoteReplacement("" + (char) Integer.parseInt(found.group(1), 8)));
  }

  /** The regular files under a folder, as relative paths with slashes, sorted. */
  static List<String> filesOf(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  /** What the regular files under a folder take together, or what a file takes. */
  static long bytesOf(Path folder) throws IOException {
    long bytes = 0;
    for (String file : filesOf(folder)) {
      bytes += Files.size(folder.resolve(file));
    }
    return bytes;
  }

  /** Those of them that people wrote, for folders of the project. */
  static List<String> projectFilesOf(Path folder) throws IOException {
    return ProjectFiles.below(folder).stream()
        .map(file -> folder.relativize(file).toString())
        .sorted()
        .toList();
  }

  /** The folder itself, or the nearest one above it that exists. */
  static Path existing(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    return existing;
  }

  /** Copies a folder of the project. */
  static void copy(Path from, Path to) throws IOException {
    for (String file : projectFilesOf(from)) {
      Path target = to.resolve(file);
      Files.createDirectories(target.getParent());
      Files.copy(from.resolve(file), target, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  /**
   * What an archive names, inside of the folder it is unpacked to.
   *
   * @throws ArtifactException if {@code name} leads out of {@code folder}
   */
  static Path inside(Path folder, String name) {
    Path target = folder.resolve(name).normalize();
    if (!target.startsWith(folder.normalize()) || target.equals(folder.normalize())) {
      throw new ArtifactException(
          "an archive names '%s', which leads out of %s; it was not unpacked", name, folder);
    }
    return target;
  }

  /** The same as {@link #remove}; that it failed is only logged. */
  static void removeQuietly(Path folder) {
    try {
      remove(folder);
    } catch (IOException e) {
      LOG.warn("cannot remove {}; the next run tries again: {}", folder, e.toString());
    }
  }

  /**
   * Removes a folder and all in it; it is no failure if part of it is gone already.
   *
   * @throws IOException before anything is removed, if something is mounted in it: to go on would
   *     remove files of this computer
   */
  static void remove(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<String> mounts = mountsBelow(folder.toRealPath(), MOUNTS);
    if (!mounts.isEmpty()) {
      throw new IOException(
          Texts.of(
              "%s is not removed, because something is mounted in it; type: umount %s",
              folder, String.join(" ", mounts)));
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path seen, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(seen);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}

package kubetraining.host;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that are there whole or not at all. */
public final class WholeFile {
  /** What a folder is born with that nobody but its owner may read. */
  public static final FileAttribute<?> PRIVATE_FOLDER = mode("rwx------");

  /** The same of a file. */
  public static final FileAttribute<?> PRIVATE = mode("rw-------");

  private static final Logger LOG = LoggerFactory.getLogger(WholeFile.class);
  private static final Path MOUNTS = Path.of("/proc/self/mounts");
  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

  private WholeFile() {}

  private static FileAttribute<?> mode(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  /** Writes a file. A reader, or a kill at any moment, finds the old one or the new one. */
  public static void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path draft = draft(file);
    Files.write(draft, content);
    Files.move(draft, file, ATOMIC_MOVE, REPLACE_EXISTING);
  }

  /** Writes a file in the same way that nobody but its owner may read at any moment. */
  public static void writePrivate(Path file, String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder, PRIVATE_FOLDER);
    Path draft = Files.createTempFile(folder, "." + file.getFileName(), ".draft", PRIVATE);
    try {
      Files.writeString(draft, text);
      Files.move(draft, file, ATOMIC_MOVE, REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Where something is made that will be called so. */
  public static Path draft(Path target) {
    return target.resolveSibling("." + target.getFileName() + ".part");
  }

  /** The same as {@link #delete}; that it failed is only logged. */
  public static void deleteQuietly(Path folder) {
    try {
      delete(folder);
    } catch (IOException e) {
      LOG.warn("cannot remove {}; the next run tries again: {}", folder, e.toString());
    }
  }

  /**
   * Removes a file, or a folder with all that is in it; it is no failure if that, or a part of it,
   * is gone already.
   *
   * @throws IOException before anything is removed, if something is mounted in it: to go on would
   *     remove files of this computer
   */
  public static void delete(Path tree) throws IOException {
    if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<String> mounts =
        Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS)
            ? mountsBelow(tree.toRealPath(), MOUNTS)
            : List.of();
    if (!mounts.isEmpty()) {
      throw new IOException(
          Texts.of(
              "%s is not removed, because something is mounted in it; type: umount %s",
              tree, String.join(" ", mounts)));
    }
    Files.walkFileTree(tree, new Removal());
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
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
  }

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
}

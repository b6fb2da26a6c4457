package kubetraining.artifact.make;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.zip.Deflater;
import kubetraining.artifact.recipe.ArtifactException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** Tars, written in one way: the same content gives the same bytes. */
public final class Tars {
  /** The time of all that is made here. */
  static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

  private static final int BUFFER = 1 << 16;
  private static final int EXECUTABLE = 0100755;
  private static final int FILE = 0100644;

  private Tars() {}

  public static TarArchiveInputStream reader(Path file) throws IOException {
    return reader(Files.newInputStream(file));
  }

  public static TarArchiveInputStream reader(InputStream in) {
    return new TarArchiveInputStream(new BufferedInputStream(in, BUFFER));
  }

  public static TarArchiveOutputStream writer(Path file) throws IOException {
    return writer(Files.newOutputStream(file));
  }

  public static TarArchiveOutputStream writer(OutputStream out) {
    var tar =
        new TarArchiveOutputStream(
            new BufferedOutputStream(out, BUFFER), StandardCharsets.UTF_8.name());
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    return tar;
  }

  public static void add(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    add(tar, name, FILE, content.length, new ByteArrayInputStream(content));
  }

  /** Adds a file, as one to run if it is one. */
  public static void add(TarArchiveOutputStream tar, String name, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      add(tar, name, file, in);
    }
  }

  /** The same, read through a stream of its content. */
  public static void add(TarArchiveOutputStream tar, String name, Path file, InputStream in)
      throws IOException {
    add(tar, name, Files.isExecutable(file) ? EXECUTABLE : FILE, Files.size(file), in);
  }

  public static void add(
      TarArchiveOutputStream tar, String name, int mode, long size, InputStream in)
      throws IOException {
    var entry = new TarArchiveEntry(name);
    entry.setSize(size);
    entry.setMode(mode);
    entry.setModTime(CREATED.toEpochMilli());
    tar.putArchiveEntry(entry);
    in.transferTo(tar);
    tar.closeArchiveEntry();
  }

  /** Whether an entry is a file with content of its own, and no link or device. */
  public static boolean isPlain(TarArchiveEntry entry) {
    byte kind = entry.getLinkFlag();
    return kind == TarConstants.LF_NORMAL || kind == TarConstants.LF_OLDNORM;
  }

  /** Writes a file of a tar to {@code target}: to be read by all, and run if it was so there. */
  public static void extract(TarArchiveEntry entry, InputStream content, Path target)
      throws IOException {
    Files.createDirectories(target.getParent());
    Files.copy(content, target);
    boolean executable = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }

  /** Compresses little and fast: what is written so is read once, and nearby. */
  public static OutputStream gzip(OutputStream out) throws IOException {
    var quick = new GzipParameters();
    quick.setCompressionLevel(Deflater.BEST_SPEED);
    quick.setBufferSize(BUFFER);
    return new GzipCompressorOutputStream(out, quick);
  }

  /**
   * What an archive names, inside of the folder it is unpacked to.
   *
   * @throws ArtifactException if {@code name} leads out of {@code folder}
   */
  public static Path inside(Path folder, String name) {
    Path target = folder.resolve(name).normalize();
    if (!target.startsWith(folder.normalize()) || target.equals(folder.normalize())) {
      throw new ArtifactException(
          "an archive names '%s', which leads outside %s; it was not unpacked", name, folder);
    }
    return target;
  }
}

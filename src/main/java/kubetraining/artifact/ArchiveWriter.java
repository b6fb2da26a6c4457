package kubetraining.artifact;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kubetraining.host.Texts;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Writes everything that is wanted to one tar. It is not compressed: images and jars, the larger
 * part, are compressed already, and compressing the rest would cost a minute to save less than
 * that.
 */
final class ArchiveWriter {
  private final MachineParts parts;
  private final Map<String, String> recipes;
  private final Map<String, String> digests = new TreeMap<>();

  ArchiveWriter(MachineParts parts, Map<String, String> recipes) {
    this.parts = parts;
    this.recipes = recipes;
  }

  /** The file appears whole, or not at all. */
  void write(Path archive) {
    Path target = archive.toAbsolutePath();
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      Files.createDirectories(target.getParent());
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16);
          var tar = new TarArchiveOutputStream(out)) {
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        writeAll(tar);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new ArtifactException(
          Texts.of("cannot write the archive %s: %s. %s", target, e, Cures.disk(target).orElse("")),
          e);
    } finally {
      remove(part);
    }
  }

  private void writeAll(TarArchiveOutputStream tar) throws IOException {
    add(tar, parts.rootFileSystem(), RootfsMaker.TAR);
    List<ArchiveManifest.Placed> placed = new ArrayList<>();
    for (PlacedFile file : parts.allFiles()) {
      // Numbered: one placed folder may lie inside another on the machine, but not in here.
      String name = Texts.of("files/%02d/%s", placed.size(), file.source().getFileName());
      placed.add(new ArchiveManifest.Placed(name, file.path(), file.mode()));
      if (Files.isDirectory(file.source())) {
        for (String inner : Folders.filesOf(file.source())) {
          add(tar, file.source().resolve(inner), name + "/" + inner);
        }
      } else {
        add(tar, file.source(), name);
      }
    }
    List<ArchiveManifest.Image> images = new ArrayList<>();
    for (ImageArchive image : parts.allImages()) {
      images.add(add(tar, image));
    }
    var manifest =
        new ArchiveManifest(
            ArchiveManifest.SCHEMA,
            Platforms.architecture(),
            parts.fingerprint(),
            recipes,
            RootfsMaker.TAR,
            placed,
            images,
            digests);
    byte[] bytes = Json.bytes(manifest);
    var entry = new TarArchiveEntry(ArchiveManifest.NAME);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  private ArchiveManifest.Image add(TarArchiveOutputStream tar, ImageArchive image)
      throws IOException {
    String name = "images/" + image.reference().replace('/', '_').replace(':', '_') + ".tar";
    add(tar, image.tar(), name);
    return new ArchiveManifest.Image(
        image.reference(), name, image.digest(), image.version(), image.source());
  }

  private void add(TarArchiveOutputStream tar, Path file, String name) throws IOException {
    var entry = new TarArchiveEntry(name);
    entry.setSize(Files.size(file));
    entry.setMode(Files.isExecutable(file) ? 0100755 : 0100644);
    tar.putArchiveEntry(entry);
    MessageDigest digest = Digests.sha("SHA-256");
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(tar);
    }
    tar.closeArchiveEntry();
    if (digests.put(name, Digests.hex(digest)) != null) {
      throw new ArtifactException("two files of machines have the same place, " + name);
    }
  }

  private static void remove(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new ArtifactException(Texts.of("cannot remove the unfinished archive %s: %s", part, e));
    }
  }
}

package kubetraining.artifact;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import kubetraining.host.Connections;
import kubetraining.host.Texts;
import kubetraining.progress.Progress;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Fills a mirror of the public registries with artifacts that are here, for places without the
 * public ones. Images go to {@code REGISTRY/<host>/<repository>:<tag>}, downloads with their
 * checksums to {@code FOLDER/<host>/<path>}, which any web server can then serve.
 */
public final class Mirror {
  private final RecipeBook book;
  private final Progress progress;

  public Mirror(Path recipes, Progress progress) {
    this.book = RecipeBook.read(recipes);
    this.progress = progress;
  }

  /**
   * Pushes all images to {@code registry} and writes all downloads below {@code folder}.
   *
   * @throws ArtifactException naming what could not be put there
   */
  public void fill(Artifacts artifacts, URI registry, Path folder) {
    MirrorAddress.checked("the registry to fill", registry);
    MachineParts parts = artifacts.machineParts();
    push(parts.allImages(), registry);
    progress.phase("write downloads", () -> writeDownloads(parts, folder));
  }

  /** Pushes images to a registry. */
  public void push(List<ImageArchive> images, URI registry) {
    for (ImageArchive image : images) {
      progress.phase("push " + image.reference(), () -> push(image, registry));
    }
  }

  /** What downloads there are of these parts, a line each, which changes when its file does. */
  public List<String> downloads(MachineParts parts) {
    return book.machine().files().stream()
        .filter(rule -> !book.downloadsOf(rule.artifact()).isEmpty())
        .flatMap(
            rule ->
                parts.allFiles().stream()
                    .filter(file -> file.path().equals(rule.path()))
                    .map(file -> Texts.of("download %s %s", file.path(), file.key())))
        .toList();
  }

  private static void push(ImageArchive image, URI registry) throws Exception {
    String target = MirrorAddress.ofImage(Optional.of(registry), image.reference());
    Connections.settleFor(registry);
    Path scratch = Files.createTempDirectory("mirror-");
    try {
      JibContainer pushed =
          Jib.from(TarImage.at(image.tar()))
              .setFormat(ImageFormat.Docker)
              .setCreationTime(ImageMaker.CREATED)
              .setPlatforms(Set.of(new Platform(Platforms.architecture(), "linux")))
              .containerize(
                  Containerizer.to(RegistryImage.named(target))
                      .setAllowInsecureRegistries(MirrorAddress.isPlain(registry))
                      .setBaseImageLayersCache(scratch.resolve("base-layers"))
                      .setApplicationLayersCache(scratch.resolve("layers"))
                      .setToolName("kube-training"));
      if (!pushed.getImageId().toString().equals(image.digest())) {
        throw new ArtifactException(
            Texts.of(
                "%s changed on its way to %s: it was %s and became %s",
                image.reference(), target, image.digest(), pushed.getImageId()));
      }
    } finally {
      Folders.remove(scratch);
    }
  }

  /** Writes all downloads of these parts below a folder, with their checksums. */
  public void writeDownloads(MachineParts parts, Path folder) throws IOException {
    for (Download download : book.downloads()) {
      if (!isPart(download.artifact(), parts)) {
        continue;
      }
      String version = book.recipe(download.artifact()).version();
      Path file = folder.resolve(MirrorAddress.pathOf(download.address(version)));
      Files.createDirectories(file.getParent());
      MessageDigest digest = Digests.sha(download.algorithm());
      try (OutputStream out =
          new DigestOutputStream(
              new BufferedOutputStream(Files.newOutputStream(file), 1 << 16), digest)) {
        if (download.members().isEmpty()) {
          Files.copy(source(parts, download.artifact(), download.target(version)), out);
        } else {
          pack(parts, download, version, out);
        }
      }
      if (!download.pinned()) {
        Files.writeString(
            file.resolveSibling(file.getFileName() + download.checksum()),
            Texts.of("%s  %s\n", Digests.hex(digest), file.getFileName()));
      }
    }
  }

  private boolean isPart(String artifact, MachineParts parts) {
    return book.machine().files().stream()
        .filter(rule -> rule.artifact().equals(artifact))
        .anyMatch(rule -> placed(parts, rule).isPresent());
  }

  private static Optional<Path> placed(MachineParts parts, FileRule rule) {
    return parts.allFiles().stream()
        .filter(file -> file.path().equals(rule.path()))
        .map(PlacedFile::source)
        .findFirst();
  }

  private void pack(MachineParts parts, Download download, String version, OutputStream out)
      throws IOException {
    try (var tar = new TarArchiveOutputStream(new FastGzip(out))) {
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Map.Entry<String, String> member : download.members(version).entrySet()) {
        String made = member.getValue().replaceFirst("/$", "");
        Path source = source(parts, download.artifact(), made);
        if (Files.isDirectory(source)) {
          for (String file : Folders.filesOf(source)) {
            add(tar, source.resolve(file), member.getKey() + file);
          }
        } else {
          add(tar, source, member.getKey());
        }
      }
    }
  }

  private static void add(TarArchiveOutputStream tar, Path file, String name) throws IOException {
    var entry = new TarArchiveEntry(name);
    entry.setSize(Files.size(file));
    entry.setMode(Files.isExecutable(file) ? 0100755 : 0100644);
    tar.putArchiveEntry(entry);
    Files.copy(file, tar);
    tar.closeArchiveEntry();
  }

  /** Where a file of an artifact lies here: a file placed on machines, or one inside of such. */
  private Path source(MachineParts parts, String artifact, String made) {
    for (FileRule rule : book.machine().files()) {
      boolean inside = made.equals(rule.file()) || made.startsWith(rule.file() + "/");
      if (rule.artifact().equals(artifact) && inside) {
        Path source = placed(parts, rule).orElseThrow();
        return source.resolve(made.substring(rule.file().length()).replaceFirst("^/", ""));
      }
    }
    throw new ArtifactException(
        Texts.of(
            "downloads.json wants '%s' of artifact %s, which machine.json places nowhere",
            made, artifact));
  }

  /** A mirror is filled once and read at once: little compression, much speed. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}

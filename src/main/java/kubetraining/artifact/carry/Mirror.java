package kubetraining.artifact.carry;

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
import java.util.function.Supplier;
import kubetraining.artifact.cache.ImageArchive;
import kubetraining.artifact.cache.MachineParts;
import kubetraining.artifact.cache.PlacedFile;
import kubetraining.artifact.make.ImageMaker;
import kubetraining.artifact.make.Tars;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.artifact.recipe.Download;
import kubetraining.artifact.recipe.FileRule;
import kubetraining.artifact.recipe.MirrorAddress;
import kubetraining.artifact.recipe.RecipeBook;
import kubetraining.host.FileWork;
import kubetraining.host.Folders;
import kubetraining.host.Sha256;
import kubetraining.host.Texts;
import kubetraining.progress.Progress;

/**
 * Fills a mirror of the public registries with artifacts that are here, for places without the
 * public ones. Images go to {@code REGISTRY/<host>/<repository>:<tag>}, downloads with their
 * checksums to {@code FOLDER/<host>/<path>}, which any web server can then serve.
 */
public record Mirror(RecipeBook book, Progress progress) {
  public Mirror(Path recipes, Progress progress) {
    this(RecipeBook.read(recipes), progress);
  }

  /**
   * Pushes all images to {@code registry} and writes all downloads below {@code folder}.
   *
   * @param made makes what is missing, once both are known to be possible places
   * @throws ArtifactException naming what could not be put there
   */
  public void fill(Supplier<MachineParts> made, URI registry, Path folder) {
    MirrorAddress.checked("the registry to fill", registry);
    FileWork.run("cannot make the folder " + folder, () -> Files.createDirectories(folder));
    MachineParts parts = made.get();
    push(parts.allImages(), registry);
    progress.phase("write downloads", () -> writeDownloads(parts, folder));
  }

  /** Pushes images to a registry. */
  public void push(List<ImageArchive> images, URI registry) {
    for (ImageArchive image : images) {
      String target = MirrorAddress.ofImage(Optional.of(registry), image.reference());
      progress.phase("push " + image.reference(), () -> ImageMaker.push(image, target, registry));
    }
  }

  /** What downloads there are of these parts, a line each, which changes when its file does. */
  public List<String> downloads(MachineParts parts) {
    return book.files().stream()
        .filter(rule -> !book.downloadsOf(rule.artifact()).isEmpty())
        .flatMap(rule -> placed(parts, rule).stream())
        .map(file -> Texts.of("download %s %s", file.path(), file.key()))
        .toList();
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
      MessageDigest digest = Sha256.by(download.algorithm());
      var buffered = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
      try (OutputStream out = new DigestOutputStream(buffered, digest)) {
        if (download.members().isEmpty()) {
          Files.copy(source(parts, download.artifact(), download.target(version)), out);
        } else {
          pack(parts, download, version, out);
        }
      }
      if (!download.pinned()) {
        Files.writeString(
            file.resolveSibling(file.getFileName() + download.checksum()),
            Texts.of("%s  %s\n", Sha256.hex(digest), file.getFileName()));
      }
    }
  }

  private boolean isPart(String artifact, MachineParts parts) {
    return book.files().stream()
        .anyMatch(rule -> rule.artifact().equals(artifact) && placed(parts, rule).isPresent());
  }

  private static Optional<PlacedFile> placed(MachineParts parts, FileRule rule) {
    return parts.allFiles().stream().filter(file -> file.path().equals(rule.path())).findFirst();
  }

  private void pack(MachineParts parts, Download download, String version, OutputStream out)
      throws IOException {
    try (var tar = Tars.writer(Tars.gzip(out))) {
      for (Map.Entry<String, String> member : download.members(version).entrySet()) {
        String made = member.getValue().replaceFirst("/$", "");
        Path source = source(parts, download.artifact(), made);
        for (String file : Folders.filesOf(source)) {
          Tars.add(tar, member.getKey() + file, source.resolve(file));
        }
      }
    }
  }

  /** Where a file of an artifact lies here: a file placed on machines, or one inside of such. */
  private Path source(MachineParts parts, String artifact, String made) {
    for (FileRule rule : book.files()) {
      if (rule.artifact().equals(artifact) && rule.holds(made)) {
        Path source = placed(parts, rule).orElseThrow().source();
        return source.resolve(made.substring(rule.file().length()).replaceFirst("^/", ""));
      }
    }
    throw new ArtifactException(
        "downloads.json lists '%s' of artifact %s, which machine.json does not place anywhere",
        made, artifact);
  }
}

package kubetraining.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Artifacts of an imported archive; nothing is made or fetched. */
final class ImportedArtifacts implements Artifacts {
  private final RecipeBook book;
  private final ImportFolder imports;

  ImportedArtifacts(RecipeBook book, ImportFolder imports) {
    this.book = book;
    this.imports = imports;
  }

  /**
   * @throws ArtifactException if none was imported, or one of other recipes
   */
  ImportFolder.Index index() {
    ImportFolder.Index index =
        imports
            .index()
            .orElseThrow(
                () ->
                    new ArtifactException(
                        ("no archive was imported into %s. Import one, './training artifacts"
                                + " import FILE', or choose another source:"
                                + " -Dartifacts.source=auto")
                            .formatted(imports)));
    List<String> misfits = index.misfits(book);
    if (!misfits.isEmpty()) {
      throw new ArtifactException(
          ("the imported archive does not fit the recipes of this project:\n  %s\nExport one from"
                  + " this very version of the project, './training artifacts export FILE', and"
                  + " import that")
              .formatted(String.join("\n  ", misfits)));
    }
    return index;
  }

  @Override
  public SourceChoice source() {
    return SourceChoice.ARCHIVE;
  }

  @Override
  public MachineParts machineParts() {
    ImportFolder.Index index = index();
    Path folder = index.folder();
    ArchiveManifest manifest = index.manifest();
    return new MachineParts(
        folder.resolve(manifest.rootFileSystem()),
        manifest.placed().stream()
            .map(one -> new PlacedFile(folder.resolve(one.file()), one.path(), one.mode()))
            .toList(),
        manifest.images().stream().map(one -> archive(folder, one)).toList(),
        manifest.fingerprint());
  }

  @Override
  public ImageArchive ec2Server() {
    ImportFolder.Index index = index();
    return archive(index.folder(), index.manifest().ec2Server());
  }

  @Override
  public ImageArchive image(String reference) {
    List<ImageArchive> all = new ArrayList<>(images());
    all.add(ec2Server());
    String wanted = MirrorAddress.withHost(reference);
    return all.stream()
        .filter(image -> MirrorAddress.withHost(image.reference()).equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new ArtifactException(
                    ("the imported archive has no image %s. Choose another source:"
                            + " -Dartifacts.source=auto")
                        .formatted(reference)));
  }

  @Override
  public List<ImageArchive> images() {
    return machineParts().images();
  }

  private static ImageArchive archive(Path folder, ArchiveManifest.Image image) {
    return new ImageArchive(
        image.reference(),
        folder.resolve(image.file()),
        image.digest(),
        image.version(),
        image.source());
  }

  @Override
  public List<ArtifactEntry> list() {
    ImportFolder.Index index = index();
    List<ArchiveManifest.Image> images = new ArrayList<>(index.manifest().images());
    images.add(index.manifest().ec2Server());
    List<ArtifactEntry> list = new ArrayList<>();
    Path root = index.folder().resolve(index.manifest().rootFileSystem());
    list.add(new ArtifactEntry("root file system", "", "archive", true, bytesOf(root)));
    for (ArchiveManifest.Placed one : index.manifest().placed()) {
      Path file = index.folder().resolve(one.file());
      list.add(new ArtifactEntry(one.path(), "", "archive", true, bytesOf(file)));
    }
    for (ArchiveManifest.Image image : images) {
      long bytes = bytesOf(index.folder().resolve(image.file()));
      list.add(new ArtifactEntry(image.reference(), image.version(), image.source(), true, bytes));
    }
    return list;
  }

  private static long bytesOf(Path path) {
    try {
      long bytes = Files.isDirectory(path) ? 0 : Files.size(path);
      if (Files.isDirectory(path)) {
        for (String file : Folders.filesOf(path)) {
          bytes += Files.size(path.resolve(file));
        }
      }
      return bytes;
    } catch (IOException e) {
      throw new ArtifactException("cannot read %s of the imported archive: %s".formatted(path, e));
    }
  }

  @Override
  public void exportTo(Path archive) {
    new ArchiveWriter(machineParts(), ec2Server(), index().manifest().recipes()).write(archive);
  }

  @Override
  public void importFrom(Path archive) {
    imports.fill(archive);
  }
}

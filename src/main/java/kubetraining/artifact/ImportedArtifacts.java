package kubetraining.artifact;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kubetraining.host.Texts;

/** Artifacts of an imported archive; nothing is made or fetched. */
final class ImportedArtifacts implements Artifacts {
  private final RecipeBook book;
  private final Wanted wanted;
  private final ImportFolder imports;
  private final ImportedImages brought;

  /**
   * @param brought images that were imported by themselves
   */
  ImportedArtifacts(RecipeBook book, Wanted wanted, ImportFolder imports, ImportedImages brought) {
    this.book = book;
    this.wanted = wanted;
    this.imports = imports;
    this.brought = brought;
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
                        Texts.of(
                            "no archive was imported into %s. Import one, './training artifacts"
                                + " import FILE', or choose another source:"
                                + " -Dartifacts.source=auto",
                            imports)));
    List<String> misfits = index.misfits(book, wanted);
    if (!misfits.isEmpty()) {
      throw new ArtifactException(
          Texts.of(
              "the imported archive does not fit the recipes of this project:\n  %s\nExport one from"
                  + " this very version of the project, './training artifacts export FILE', and"
                  + " import that",
              String.join("\n  ", misfits)));
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
    ArchiveManifest manifest = index.manifest();
    List<ImageArchive> added = added(manifest);
    return new MachineParts(
        index.file(manifest.rootFileSystem()),
        placed(index, book.labFiles()),
        manifest.fingerprint(),
        placed(index, book.sectionFiles(wanted)),
        images(index, true, List.of()),
        images(index, false, added));
  }

  @Override
  public RehearsalParts rehearsalParts() {
    throw new ArtifactException(
        "an imported archive has no machines that know nothing, which a rehearsal of AWS needs. Choose"
            + " another source: -Dartifacts.source=packages");
  }

  private static List<PlacedFile> placed(ImportFolder.Index index, List<FileRule> rules) {
    List<PlacedFile> placed = new ArrayList<>();
    for (ArchiveManifest.Placed one : index.manifest().placed()) {
      if (rules.stream().anyMatch(rule -> rule.path().equals(one.path()))) {
        placed.add(
            new PlacedFile(
                index.file(one.file()), one.path(), one.mode(), index.manifest().keyOf(one)));
      }
    }
    return List.copyOf(placed);
  }

  /** Optional images that were imported by themselves, and that the archive does not have. */
  private List<ImageArchive> added(ArchiveManifest manifest) {
    return book.optionalImages(wanted).stream()
        .filter(image -> manifest.images().stream().noneMatch(one -> same(image, one.reference())))
        .flatMap(image -> brought.find(image).stream())
        .toList();
  }

  private static boolean same(ImageRecipe image, String reference) {
    return MirrorAddress.withHost(image.reference()).equals(MirrorAddress.withHost(reference));
  }

  private List<ImageArchive> images(
      ImportFolder.Index index, boolean ofLab, List<ImageArchive> added) {
    List<ImageArchive> images = new ArrayList<>();
    for (ArchiveManifest.Image one : index.manifest().images()) {
      if (book.isWanted(one.reference(), wanted)
          && book.isWanted(one.reference(), Wanted.LAB) == ofLab) {
        images.add(archive(index, one));
      }
    }
    images.addAll(added);
    return List.copyOf(images);
  }

  @Override
  public Map<String, String> unavailable() {
    Map<String, String> reasons = new TreeMap<>();
    List<ImageArchive> had = images();
    for (ImageRecipe image : book.optionalImages(wanted)) {
      if (had.stream().noneMatch(one -> same(image, one.reference()))) {
        reasons.put(
            image.reference(),
            OptionalImages.reason(image, "the imported archive does not have it"));
      }
    }
    return reasons;
  }

  @Override
  public ImageArchive image(String reference) {
    String wanted = MirrorAddress.withHost(reference);
    return images().stream()
        .filter(image -> MirrorAddress.withHost(image.reference()).equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new ArtifactException(
                    Texts.of(
                        "the imported archive has no image %s. Choose another source:"
                            + " -Dartifacts.source=auto",
                        reference)));
  }

  @Override
  public List<ImageArchive> images() {
    return machineParts().allImages();
  }

  private static ImageArchive archive(ImportFolder.Index index, ArchiveManifest.Image image) {
    return new ImageArchive(
        image.reference(),
        index.file(image.file()),
        image.digest(),
        image.version(),
        image.source());
  }

  @Override
  public List<ArtifactEntry> list() {
    ImportFolder.Index index = index();
    List<ArtifactEntry> list = new ArrayList<>();
    Path root = index.file(index.manifest().rootFileSystem());
    list.add(new ArtifactEntry("root file system", "", "archive", true, bytesOf(root), ""));
    for (PlacedFile one : machineParts().allFiles()) {
      long bytes = bytesOf(one.source());
      list.add(new ArtifactEntry(one.path(), "", "archive", true, bytes, ""));
    }
    for (ImageArchive image : images()) {
      long bytes = bytesOf(image.tar());
      list.add(
          new ArtifactEntry(image.reference(), image.version(), image.source(), true, bytes, ""));
    }
    unavailable().forEach((name, why) -> list.add(new ArtifactEntry(name, "", "", false, 0, why)));
    return list;
  }

  private static long bytesOf(Path path) {
    try {
      return Folders.bytesOf(path);
    } catch (IOException e) {
      throw new ArtifactException(Texts.of("cannot read %s of the imported archive: %s", path, e));
    }
  }

  @Override
  public void exportTo(Path archive) {
    new ArchiveWriter(machineParts(), index().manifest().recipes()).write(archive);
  }
}

package kubetraining.artifact;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import kubetraining.progress.Progress;

/** Everything a lab runs, obtained once and kept in the cache. */
public interface Artifacts {
  /**
   * Chooses the source and returns at once; nothing is built or fetched before it is asked for, and
   * then only what is wanted.
   *
   * @throws ArtifactException if the chosen source cannot work here (a tool is missing, an archive
   *     was not imported, a mirror does not answer)
   */
  static Artifacts open(ArtifactSettings settings, Wanted wanted, Progress progress) {
    return new ArtifactOpening(settings, wanted, progress).open();
  }

  /**
   * Fills the cache from an archive: one that {@link #exportTo} wrote, or one of images that only
   * registries have. No source has to work here for that.
   *
   * @return the images that were taken, none if it was an archive of everything
   * @throws ArtifactException if the archive is damaged; then the cache is as before
   */
  static List<String> importArchive(ArtifactSettings settings, Path archive) {
    var images = new ImportedImages(settings.cache(), RecipeBook.read(settings.recipes()));
    List<String> taken = images.fill(archive);
    if (taken.isEmpty()) {
      new ImportFolder(settings.cache()).fill(archive);
    }
    return taken;
  }

  /** What building from packages takes, looked at now; takes about a second. */
  static List<Tool> tools() {
    return Toolbox.look();
  }

  /**
   * What a word such as {@code @spark} wants.
   *
   * @throws ArtifactException if no section bears one of the tags
   */
  static Wanted wanted(ArtifactSettings settings, Collection<String> tags) {
    var wanted = tags.isEmpty() ? Wanted.EVERYTHING : Wanted.of(tags);
    RecipeBook.read(settings.recipes()).sections().require(wanted);
    return wanted;
  }

  /**
   * The images of this project alone that are wanted: no registry has them, so they are made here
   * wherever machines are. They are made when they are first asked for.
   *
   * @throws ArtifactException if a tool for that is missing, said at once
   */
  static Supplier<List<ImageArchive>> ownImages(
      ArtifactSettings settings, Wanted wanted, Progress progress) {
    return new ArtifactOpening(settings, wanted, progress).ownImages();
  }

  /** What of the cache folder can go. */
  static CacheCleaner cleaner(ArtifactSettings settings) {
    return new ArtifactOpening(settings, Wanted.EVERYTHING, Progress.SILENT).cleaner();
  }

  /** Whether there is room on the disk for the artifacts that are not here yet. */
  static Tool room(ArtifactSettings settings) {
    return new ArtifactOpening(settings, Wanted.EVERYTHING, Progress.SILENT).room();
  }

  /** The source in use after {@code auto} was decided. */
  SourceChoice source();

  /** All parts of machines; builds or fetches what is missing, side by side. */
  MachineParts machineParts();

  /**
   * What rehearsing AWS takes beside; builds what is missing.
   *
   * @throws ArtifactException if the source is an archive, which does not have it
   */
  RehearsalParts rehearsalParts();

  /**
   * One image that recipes list.
   *
   * @throws ArtifactException if there is none of that name
   */
  ImageArchive image(String reference);

  /**
   * Why images that only registries have are not here, and what to do, by reference; they are no
   * part of {@link #images()}. Tries to get them, once in a process.
   */
  Map<String, String> unavailable();

  /** The same of one image, by its short or its full name; empty if it is here. */
  default Optional<String> unavailable(String reference) {
    String wanted = MirrorAddress.withHost(reference);
    return unavailable().entrySet().stream()
        .filter(one -> MirrorAddress.withHost(one.getKey()).equals(wanted))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** The images that machines know, those of {@link #machineParts()}. */
  List<ImageArchive> images();

  /** What of that which is wanted is in the cache, and what is not; builds nothing. */
  List<ArtifactEntry> list();

  /** Writes all that is wanted to one archive file, building what is missing. */
  void exportTo(Path archive);
}

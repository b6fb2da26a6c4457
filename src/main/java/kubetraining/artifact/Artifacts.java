package kubetraining.artifact;

import java.nio.file.Path;
import java.util.List;
import kubetraining.progress.Progress;

/** Everything a lab runs, obtained once and kept in the cache. */
public interface Artifacts {
  /**
   * Chooses the source and returns at once; nothing is built or fetched before it is asked for.
   *
   * @throws ArtifactException if the chosen source cannot work here (a tool is missing, an archive
   *     was not imported, a mirror does not answer)
   */
  static Artifacts open(ArtifactSettings settings, Progress progress) {
    return new ArtifactOpening(settings, progress).open();
  }

  /**
   * Fills the cache from an archive; unlike {@link #importFrom} it needs no source that works here.
   *
   * @throws ArtifactException if the archive is damaged; then the cache is as before
   */
  static void importArchive(ArtifactSettings settings, Path archive) {
    new ImportFolder(settings.cache()).fill(archive);
  }

  /** What building from packages takes, looked at now; takes about a second. */
  static List<Tool> tools() {
    return Toolbox.look();
  }

  /** The source in use after {@code auto} was decided. */
  SourceChoice source();

  /**
   * All parts of a machine image; builds or fetches what is missing, side by side, and {@link
   * #ec2Server()} along with it.
   */
  MachineParts machineParts();

  /** The image of the embedded EC2 API server; builds or fetches it if it is missing. */
  ImageArchive ec2Server();

  /**
   * One image that recipes list, whether machines know it from the start or not.
   *
   * @throws ArtifactException if there is none of that name
   */
  ImageArchive image(String reference);

  /** The images that machines know, those of {@link #machineParts()}. */
  List<ImageArchive> images();

  /** What there is to have and what of it is in the cache; builds nothing. */
  List<ArtifactEntry> list();

  /** Writes all artifacts to one archive file, building what is missing. */
  void exportTo(Path archive);

  /**
   * Fills the cache from an archive.
   *
   * @throws ArtifactException if the archive is damaged; then the cache is as before
   */
  void importFrom(Path archive);
}

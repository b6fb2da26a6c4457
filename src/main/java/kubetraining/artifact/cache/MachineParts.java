package kubetraining.artifact.cache;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What machines of the embedded lab are made of.
 *
 * @param rootFileSystem a tar of the root file system
 * @param files what is laid over it on every machine: programs, CNI plugins
 * @param fingerprint changes when, and only when, any of these changes
 * @param sectionFiles what machines get for the sections wanted: the Spark distribution
 * @param labImages what the container runtime of every machine knows
 * @param sectionImages what it knows for the sections wanted
 */
public record MachineParts(
    Path rootFileSystem,
    List<PlacedFile> files,
    String fingerprint,
    List<PlacedFile> sectionFiles,
    List<ImageArchive> labImages,
    List<ImageArchive> sectionImages) {
  /** All that is placed on machines. */
  public List<PlacedFile> allFiles() {
    return Stream.concat(files.stream(), sectionFiles.stream()).toList();
  }

  /** All images that machines know. */
  public List<ImageArchive> allImages() {
    return Stream.concat(labImages.stream(), sectionImages.stream()).toList();
  }
}

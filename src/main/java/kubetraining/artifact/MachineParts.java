package kubetraining.artifact;

import java.nio.file.Path;
import java.util.List;

/**
 * What a machine image of the embedded lab is made of.
 *
 * @param rootFileSystem a tar of the root file system
 * @param files what is laid over it: binaries, CNI plugins, the Spark distribution
 * @param images what its container runtime knows from the start
 * @param fingerprint changes when, and only when, any of these changes
 */
public record MachineParts(
    Path rootFileSystem, List<PlacedFile> files, List<ImageArchive> images, String fingerprint) {}

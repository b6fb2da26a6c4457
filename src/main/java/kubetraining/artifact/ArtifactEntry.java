package kubetraining.artifact;

/**
 * One artifact, as {@code ./training artifacts list} shows it.
 *
 * @param bytes its size in the cache, 0 if it is not there yet
 */
public record ArtifactEntry(
    String name, String version, String source, boolean cached, long bytes) {}

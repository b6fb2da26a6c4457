package kubetraining.artifact;

/**
 * One artifact, as {@code ./training artifacts list} shows it.
 *
 * @param bytes its size in the cache, 0 if it is not there yet
 * @param unavailable why it cannot be had here and what to do, empty if it can
 */
public record ArtifactEntry(
    String name, String version, String source, boolean cached, long bytes, String unavailable) {}

package kubetraining.artifact;

import java.nio.file.Path;

/**
 * A container image on this computer, in the format of {@code docker save}.
 *
 * @param reference the name manifests use, for instance {@code registry.k8s.io/pause:3.10.2}
 * @param digest the digest of its content, {@code sha256:...}
 * @param version the version of the program in it
 * @param source what it was made from, in words
 */
public record ImageArchive(
    String reference, Path tar, String digest, String version, String source) {}

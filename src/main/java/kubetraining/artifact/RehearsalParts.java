package kubetraining.artifact;

import java.nio.file.Path;

/**
 * What a rehearsal of AWS takes beside the parts of machines.
 *
 * @param bareRoot a tar of the root file system of machines that know nothing
 * @param fingerprint changes when, and only when, that does
 * @param registry the program of a registry of container images
 */
public record RehearsalParts(Path bareRoot, String fingerprint, Path registry) {
  static final String BARE = "bare";
  static final String REGISTRY = "registry";
}

package kubetraining.run;

import java.net.URI;
import java.util.Optional;
import kubetraining.config.TrainingConfig;

/**
 * Where machines fetch what they would fetch from the world.
 *
 * @param images a mirror of registries; empty for the registries themselves
 * @param binaries a mirror of download sites; empty for the sites themselves
 */
record Mirrors(Optional<URI> images, Optional<URI> binaries) {
  static Mirrors of(TrainingConfig config) {
    return new Mirrors(config.artifacts().imageMirror(), config.artifacts().binaryMirror());
  }
}

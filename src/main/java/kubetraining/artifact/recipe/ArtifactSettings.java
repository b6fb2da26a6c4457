package kubetraining.artifact.recipe;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How artifacts are obtained.
 *
 * @param recipes the folder {@code artifacts/} of the project
 * @param cache the folder that keeps what was built or fetched, keyed by content
 * @param imageMirror a registry that serves the images of all public registries, for instance
 *     {@code http://127.0.0.1:5000}
 * @param binaryMirror a web site that serves the downloads
 */
public record ArtifactSettings(
    SourceChoice source,
    Path recipes,
    Path cache,
    Optional<URI> imageMirror,
    Optional<URI> binaryMirror) {
  /** Without mirrors. */
  public static ArtifactSettings of(SourceChoice source, Path recipes, Path cache) {
    return new ArtifactSettings(source, recipes, cache, Optional.empty(), Optional.empty());
  }

  /** The same, with these mirrors. */
  public ArtifactSettings through(Optional<URI> images, Optional<URI> binaries) {
    return new ArtifactSettings(source, recipes, cache, images, binaries);
  }
}

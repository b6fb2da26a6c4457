package kubetraining.artifact;

import java.util.List;

/** Programs that building takes are not installed; their Debian packages are known. */
public final class MissingToolsException extends ArtifactException {
  private static final long serialVersionUID = 1L;
  private final transient List<String> packages;

  MissingToolsException(String message, List<String> packages) {
    super(message);
    this.packages = List.copyOf(packages);
  }

  /** The Debian packages that hold them; empty if no package cures it. */
  public List<String> packages() {
    return packages;
  }
}

package kubetraining.artifact.recipe;

/** Where artifacts come from. */
public enum SourceChoice {
  /**
   * An imported archive if it fits, else public registries where one quick look reaches them, else
   * package registries.
   */
  AUTO,
  /** Public image registries and download sites, or the mirrors given for them. */
  REGISTRIES,
  /** Built here from the packages of Go, Maven, PyPI and Debian. */
  PACKAGES,
  /** Only what an imported archive holds. */
  ARCHIVE
}

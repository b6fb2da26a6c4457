package kubetraining.artifact;

import java.util.List;

/** Knows how one kind of artifact is made. */
interface Maker {
  /** Fills {@code bench.output()}; whatever else it writes goes to {@code bench.scratch()}. */
  void make(Workbench bench) throws Exception;

  Lane lane();

  /** The tools that must be installed, by the names {@link Toolbox} knows. */
  default List<String> tools() {
    return List.of();
  }

  /** What decides, beside the recipe, what comes out; part of the key. */
  default List<String> inputs() throws Exception {
    return List.of();
  }

  /** The same without what differs from computer to computer and does not matter in an archive. */
  default List<String> portableInputs() throws Exception {
    return List.of();
  }

  /** The recipes that must be made before, as it makes more of what comes of them. */
  default List<String> needs() {
    return List.of();
  }

  /**
   * What it takes on disk, caches of its tools included; for the check before the start. That of
   * {@link Lane#GO} is mostly in Go's own caches.
   */
  default int megabytes() {
    return 100;
  }

  /** Whether it only gets what was made elsewhere, so that the cost of making it says nothing. */
  default boolean fetches() {
    return false;
  }

  /** How long it takes, in comparison with others; the longest starts first. */
  default long weight() {
    return 0;
  }
}

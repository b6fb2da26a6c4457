package kubetraining.artifact.make;

import java.util.List;

/**
 * One thing to have: made once and kept in the cache under its key.
 *
 * @param key changes when, and only when, anything it is made from changes
 * @param needs what must be there before it can be made
 */
public record Artifact(
    String name, String version, String source, String key, List<Artifact> needs, Maker maker) {
  /** The folder of its cache entry. */
  public String id() {
    return name + "-" + key;
  }

  String title() {
    return name + " " + version;
  }
}

package kubetraining.host;

/**
 * Something that must be installed on this computer to build from packages.
 *
 * @param version what was found, or why it will not do; empty if nothing was found
 * @param cure the command or the words that put it right; empty if it was found
 */
public record Tool(String name, boolean found, String version, String cure) {
  public static Tool found(String name, String version) {
    return new Tool(name, true, version, "");
  }

  public static Tool missing(String name, String why, String cure) {
    return new Tool(name, false, why, cure);
  }
}

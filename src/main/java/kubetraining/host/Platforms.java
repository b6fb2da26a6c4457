package kubetraining.host;

/** The kind of computer artifacts are for: this one's. */
public final class Platforms {
  private Platforms() {}

  /** The name that Go, images and download sites have for it. */
  public static String architecture() {
    return switch (System.getProperty("os.arch")) {
      case "aarch64", "arm64" -> "arm64";
      default -> "amd64";
    };
  }
}

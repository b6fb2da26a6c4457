package kubetraining.artifact.cache;

import java.nio.file.Path;
import java.util.Map;

/**
 * A container image on this computer, in the format of {@code docker save}.
 *
 * @param reference the name manifests use, for instance {@code registry.k8s.io/pause:3.10.2}
 * @param digest the digest of its content, {@code sha256:...}
 * @param version the version of the program in it
 * @param source what it was made from, in words
 */
public record ImageArchive(
    String reference, Path tar, String digest, String version, String source) {
  /** The name of that file. */
  public static final String TAR = "image.tar";

  private static final String DIGEST = "digest";
  private static final String REFERENCE = "reference";

  /** What an entry remembers of its image beside the file. */
  public static Map<String, String> facts(String reference, String digest) {
    return Map.of(REFERENCE, reference, DIGEST, digest);
  }

  /** The image that an entry holds. */
  public static ImageArchive of(Entry entry) {
    Path tar = entry.folder().resolve(TAR);
    String digest = entry.fact(DIGEST);
    return new ImageArchive(entry.fact(REFERENCE), tar, digest, entry.version(), entry.source());
  }
}

package kubetraining.artifact.recipe;

import java.net.URI;
import java.util.Optional;
import kubetraining.host.Texts;

/**
 * Where mirrors keep things: under the host that they come from. An image {@code
 * registry.k8s.io/pause:3.10.2} is {@code MIRROR/registry.k8s.io/pause:3.10.2}, {@code
 * apache/spark:4.1.1} is {@code MIRROR/docker.io/apache/spark:4.1.1}, and {@code
 * https://dl.k8s.io/release/x} is {@code MIRROR/dl.k8s.io/release/x}.
 */
public final class MirrorAddress {
  private static final String DOCKER_HUB = "docker.io";

  private MirrorAddress() {}

  /** The mirror of image registries that is set. */
  public static Optional<URI> ofImages(ArtifactSettings settings) {
    return settings.imageMirror().map(uri -> checked("artifacts.mirror.images", uri));
  }

  /** The mirror of download sites that is set. */
  public static Optional<URI> ofBinaries(ArtifactSettings settings) {
    return settings.binaryMirror().map(uri -> checked("artifacts.mirror.binaries", uri));
  }

  /** The name to pull an image by; without a mirror that is its own. */
  public static String ofImage(Optional<URI> mirror, String reference) {
    return mirror
        .map(uri -> uri.getAuthority() + slashed(uri.getPath()) + "/" + withHost(reference))
        .orElse(reference);
  }

  /** The address to download a file from; without a mirror that is its own. */
  public static URI ofDownload(Optional<URI> mirror, URI download) {
    return mirror
        .map(uri -> uri.getScheme() + "://" + uri.getAuthority() + slashed(uri.getPath()) + "/")
        .map(root -> URI.create(root + pathOf(download)))
        .orElse(download);
  }

  /** The path below a mirror's root. */
  public static String pathOf(URI download) {
    return download.getHost() + download.getPath();
  }

  public static boolean isPlain(URI mirror) {
    return "http".equals(mirror.getScheme());
  }

  /** The site that an image of that name is pulled from. */
  public static URI siteOf(String reference) {
    String host = hostOf(reference);
    return URI.create("https://" + (host.equals(DOCKER_HUB) ? "registry-1.docker.io" : host));
  }

  /** The registry that an image of that name is of. */
  static String hostOf(String reference) {
    String whole = withHost(reference);
    return whole.substring(0, whole.indexOf('/'));
  }

  /** The address at which a mirror answers for a registry. */
  static String ofRegistry(URI mirror, String host) {
    return Texts.of(
        "%s://%s/v2%s/%s",
        mirror.getScheme(), mirror.getAuthority(), slashed(mirror.getPath()), host);
  }

  /** Whether two references name one image, with its host or without. */
  public static boolean same(String one, String other) {
    return withHost(one).equals(withHost(other));
  }

  /** The reference with its host, as Docker understands references that have none. */
  static String withHost(String reference) {
    int slash = reference.indexOf('/');
    if (slash < 0) {
      return DOCKER_HUB + "/library/" + reference;
    }
    String first = reference.substring(0, slash);
    boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
    return host ? reference : DOCKER_HUB + "/" + reference;
  }

  private static String slashed(String path) {
    String bare = path == null ? "" : path.replaceAll("/+$", "");
    return bare.isEmpty() || bare.startsWith("/") ? bare : "/" + bare;
  }

  /**
   * @throws ArtifactException if that is no address of a web site
   */
  public static URI checked(String setting, URI mirror) {
    boolean web = "http".equals(mirror.getScheme()) || "https".equals(mirror.getScheme());
    if (!web || mirror.getAuthority() == null || mirror.getUserInfo() != null) {
      throw new ArtifactException(
          "%s must look like http://mirror.example:5000 or https://mirror.example/path, without"
              + " credentials in it",
          setting);
    }
    return mirror;
  }
}

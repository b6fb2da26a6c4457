package kubetraining.lab.embedded.image;

import java.util.List;
import java.util.Optional;
import kubetraining.artifact.cache.ImageArchive;
import kubetraining.artifact.cache.MachineParts;
import kubetraining.host.Sha256;

/**
 * The image of a lab's machines.
 *
 * @param repository which kind of machines it is for
 * @param fingerprint changes when anything changes that it is made of
 */
public record MachineImage(String repository, String fingerprint) {
  static final String REPOSITORY = "kube-training/machine";

  /** Of machines that know nothing. */
  static final String BARE_REPOSITORY = "kube-training/bare";

  static final String BASE_REPOSITORY = "kube-training/base";

  /** Of versions in which the EC2 API had an image of its own. */
  static final String EC2_API_REPOSITORY = "kube-training/ec2-api";

  /** Those of all images that are ours. */
  static final List<String> REPOSITORIES =
      List.of(REPOSITORY, BARE_REPOSITORY, BASE_REPOSITORY, EC2_API_REPOSITORY);

  // To be raised when an image of the same parts is made in another way.
  private static final int EDITION = 4;

  static MachineImage of(MachineParts parts, MachineOverlay overlay) {
    return new MachineImage(REPOSITORY, fingerprint(parts.fingerprint(), overlay));
  }

  /** The image of a root file system with nothing in it but its packages. */
  static MachineImage bare(String rootFingerprint, MachineOverlay overlay) {
    return new MachineImage(BARE_REPOSITORY, fingerprint(rootFingerprint, overlay));
  }

  private static String fingerprint(String parts, MachineOverlay overlay) {
    var all = new StringBuilder().append((char) EDITION).append(parts);
    overlay.contents().forEach((path, content) -> all.append(path + "\0" + content + "\0"));
    return Sha256.of(all.toString()).substring(0, 16);
  }

  /** The image with this name, if it is one of these. */
  public static Optional<MachineImage> named(String reference) {
    return Optional.of(reference)
        .filter(name -> name.startsWith(REPOSITORY + ":"))
        .map(name -> new MachineImage(REPOSITORY, name.substring(REPOSITORY.length() + 1)));
  }

  /** The name of the pause image among those that machines know. */
  static String pauseImage(MachineParts parts) {
    var names = parts.labImages().stream().map(ImageArchive::reference).toList();
    String none = "no pause image among those of the machines: " + names;
    var pause = names.stream().filter(name -> name.matches("(.*/)?pause:.*")).findFirst();
    return pause.orElseThrow(() -> new IllegalStateException(none));
  }

  /** One of the same kind, of other parts. */
  MachineImage with(String other) {
    return new MachineImage(repository, other);
  }

  public String reference() {
    return repository + ":" + fingerprint;
  }

  String base() {
    return BASE_REPOSITORY + ":" + fingerprint;
  }
}

package kubetraining.artifact;

import java.util.List;

/**
 * One image in an archive that another program wrote.
 *
 * @param names what the archive calls it; may be none
 * @param config its configuration, whose digest is that of the image
 * @param layers the files of the archive that are its layers, the lowest first
 * @param diffIds the digests of the layers when they are not compressed
 */
record SavedImage(
    List<String> names,
    byte[] config,
    List<String> layers,
    List<String> diffIds,
    String architecture) {
  boolean isNamed(String reference) {
    String wanted = MirrorAddress.withHost(reference);
    return names.stream().map(MirrorAddress::withHost).anyMatch(wanted::equals);
  }

  String digest() {
    return "sha256:" + Digests.ofBytes(config);
  }
}

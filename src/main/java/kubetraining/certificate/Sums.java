package kubetraining.certificate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import kubetraining.host.Sha256;

/**
 * The checksums of all files once more, in the form of {@code sha256sum}, and signed: so a bundle
 * is checked by programs that know nothing of us.
 */
final class Sums {
  static final String FILE = "SHA256SUMS";
  static final String SIGNATURE = "SHA256SUMS.sig";

  private Sums() {}

  /** Adds them to a bundle that is complete but for them. */
  static void add(Map<String, byte[]> files, SigningKey key) {
    byte[] sums = of(files);
    files.put(FILE, sums);
    files.put(SIGNATURE, key.sign(sums));
  }

  private static byte[] of(Map<String, byte[]> files) {
    var text = new StringBuilder();
    new TreeMap<>(files)
        .forEach(
            (name, content) -> {
              if (!name.equals(FILE) && !name.equals(SIGNATURE)) {
                text.append(Sha256.of(content)).append("  ").append(name).append('\n');
              }
            });
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What is wrong with them.
   *
   * @param otherwiseWhole whether nothing else is wrong in the bundle, so that they should fit it
   */
  static List<Finding> problems(Map<String, byte[]> files, boolean otherwiseWhole) {
    byte[] sums = files.get(FILE);
    byte[] signature = files.get(SIGNATURE);
    if (sums == null || signature == null) {
      return Stream.of(FILE, SIGNATURE)
          .filter(each -> !files.containsKey(each))
          .map(Finding::missing)
          .toList();
    }
    if (!isSigned(files.get(Manifest.PUBLIC_KEY), sums, signature)) {
      String what = SIGNATURE + " is not its signature: one of the two was changed";
      return List.of(new Finding(FILE, what));
    }
    return otherwiseWhole && !Arrays.equals(sums, of(files))
        ? List.of(new Finding(FILE, "it does not list the files of this bundle"))
        : List.of();
  }

  private static boolean isSigned(byte[] pem, byte[] sums, byte[] signature) {
    try {
      return pem == null || PublicKeyFile.parse(pem).signed(sums, signature);
    } catch (CertificateException e) {
      return true; // what is wrong with the key itself has been said
    }
  }
}

package kubetraining.certificate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import kubetraining.host.Sha256;
import org.jspecify.annotations.Nullable;

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
   * Finds what is wrong with them; if nothing else is wrong in the bundle, they should fit it.
   *
   * @param key null if what is wrong with it has been found already
   */
  static void check(BundleContents contents, @Nullable PublicKeyFile key) {
    contents.require(FILE, SIGNATURE);
    byte[] sums = contents.files().get(FILE);
    byte[] signature = contents.files().get(SIGNATURE);
    if (sums == null || signature == null) {
      return;
    }
    if (key != null && !key.signed(sums, signature)) {
      contents.found(FILE, "%s is not its signature: one of the two was changed", SIGNATURE);
    } else if (!contents.has(Refusal.CHANGED) && !Arrays.equals(sums, of(contents.files()))) {
      contents.found(FILE, "it does not list the files of this bundle");
    }
  }
}

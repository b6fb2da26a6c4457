package kubetraining.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whose keys somebody trusts: a file with a fingerprint a line, and behind it whose that is. */
final class TrustedKeys {
  private static final String FINGERPRINT = "SHA256:[A-Za-z0-9+/]{43}";
  private static final int STICKY = 01000;
  private static final int WRITTEN_BY_OTHERS = 0022;

  private TrustedKeys() {}

  static boolean isFingerprint(String text) {
    return text.matches(FINGERPRINT);
  }

  /**
   * Reads such a file; empty lines, and those that begin with a hash, say nothing.
   *
   * @return whose they are, by fingerprint
   * @throws CertificateException naming the first line that is of another kind; or, as SSH does for
   *     the keys that it lets in, if others may write to the file or to its folder
   */
  static Map<String, String> read(Path file) {
    List<String> lines;
    try {
      requireOnlyOwnerWrites(file);
      requireOnlyOwnerWrites(file.toRealPath().getParent());
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new CertificateException("cannot read the trusted keys in " + file, e);
    }
    var keys = new LinkedHashMap<String, String>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] words = line.split("\\s+", 2);
      if (!isFingerprint(words[0])) {
        throw new CertificateException(
            "%s, line %s: '%s' is not a fingerprint; a line looks like 'SHA256:... Ada Lovelace'",
            file, i + 1, words[0]);
      }
      keys.put(words[0], words.length > 1 ? words[1] : "");
    }
    return keys;
  }

  // In a folder that keeps each file to its owner, such as /tmp, others may write files of their
  // own.
  private static void requireOnlyOwnerWrites(Path place) throws IOException {
    if (!place.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return;
    }
    int mode = (Integer) Files.getAttribute(place, "unix:mode");
    boolean keptToOwners = Files.isDirectory(place) && (mode & STICKY) != 0;
    if ((mode & WRITTEN_BY_OTHERS) != 0 && !keptToOwners) {
      throw new CertificateException(
          "others can write to %s, so a trusted key could be anybody's; check whose keys are trusted, then type 'chmod go-w %1$s'",
          place);
    }
  }
}

package kubetraining.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import kubetraining.host.ProjectFiles;
import kubetraining.host.Texts;

/**
 * What is in a bundle, folder or zip, whatever it claims to be.
 *
 * @param findings what is odd about the way in which it is kept
 */
record BundleContents(Map<String, byte[]> files, List<Finding> findings) {
  private static final long LARGEST = 1L << 30;

  static BundleContents read(Path place) {
    try {
      if (Files.isDirectory(place)) {
        return folder(place);
      }
      if (Files.size(place) > LARGEST) {
        throw new CertificateException(
            Texts.of("%s has more than a gigabyte; no certificate is that large", place));
      }
      return ZipReading.read(Files.readAllBytes(place));
    } catch (IOException e) {
      throw new CertificateException(Texts.of("cannot read %s: %s", place, e.getMessage()), e);
    }
  }

  private static BundleContents folder(Path folder) throws IOException {
    var files = new TreeMap<String, byte[]>();
    var findings = new ArrayList<Finding>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.filter(path -> counts(folder, path)).sorted().toList()) {
        String name = folder.relativize(each).toString().replace('\\', '/');
        if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
          emptiness(each).ifPresent(what -> findings.add(new Finding(name, what)));
        } else if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
          files.put(name, Files.readAllBytes(each));
        } else {
          findings.add(new Finding(name, "it is a link, or no file at all; none was packed"));
        }
      }
    }
    return new BundleContents(files, findings);
  }

  // Whoever opens the folder in a file manager has changed nothing of what was signed.
  private static boolean counts(Path folder, Path path) {
    return !path.equals(folder)
        && StreamSupport.stream(folder.relativize(path).spliterator(), false)
            .allMatch(ProjectFiles::has);
  }

  private static Optional<String> emptiness(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.findAny().isPresent()
          ? Optional.empty()
          : Optional.of("this folder is empty; none was when the certificate was signed");
    }
  }
}

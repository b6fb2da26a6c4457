package kubetraining.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import kubetraining.host.ProjectFiles;
import kubetraining.host.Texts;

/**
 * What is in a bundle, folder or zip, whatever it claims to be.
 *
 * @param findings what is odd about the way in which it is kept
 */
record BundleContents(Map<String, byte[]> files, List<Finding> findings) {
  private static final long LARGEST = 1L << 30;
  private static final String ZIP = "the zip";

  static BundleContents read(Path place) {
    var contents = new BundleContents(new TreeMap<>(), new ArrayList<>());
    try {
      if (Files.isDirectory(place)) {
        contents.addFolder(place);
      } else if (Files.size(place) > LARGEST) {
        throw new CertificateException(
            "%s is larger than a gigabyte; no certificate is that large", place);
      } else {
        contents.addZip(place);
      }
      return contents;
    } catch (IOException e) {
      throw new CertificateException(e, "cannot read %s: %s", place, e.getMessage());
    }
  }

  private void addFolder(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.filter(path -> counts(folder, path)).sorted().toList()) {
        String name = folder.relativize(each).toString().replace('\\', '/');
        if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
          files.put(name, Files.readAllBytes(each));
        } else if (!Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
          found(name, "it is a link, or not a file at all; nothing like that was packed");
        } else if (isEmpty(each)) {
          found(
              name,
              "this folder is empty; there was no empty folder when the certificate was signed");
        }
      }
    }
  }

  // Whoever opens the folder in a file manager has changed nothing of what was signed.
  private static boolean counts(Path folder, Path path) {
    return !path.equals(folder)
        && StreamSupport.stream(folder.relativize(path).spliterator(), false)
            .allMatch(ProjectFiles::has);
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.findAny().isEmpty();
    }
  }

  /**
   * Takes a zip apart and packs it anew: where the two differ, it was changed after it was packed,
   * though every program that unpacks zips may pass over that in silence.
   */
  private void addZip(Path place) throws IOException {
    try (var zip = new ZipFile(place.toFile())) {
      zip.stream().forEach(entry -> add(zip, entry));
    } catch (IOException | IllegalArgumentException e) {
      found(ZIP, "it is not a zip, or its directory was changed: " + e.getMessage());
      return;
    }
    int differs = Arrays.mismatch(Files.readAllBytes(place), StoredZip.write(files));
    if (differs >= 0) {
      String near = StoredZip.nameAt(files, differs);
      found(ZIP, Texts.of("it is not packed as it was; byte %d differs%s", differs, near));
    }
  }

  private void add(ZipFile zip, ZipEntry entry) {
    String name = entry.getName();
    if (name.matches("(?s)|/.*|.*[\\\\:].*") || List.of(name.split("/")).contains("..")) {
      found(name, "it would be unpacked outside the folder; do not unpack this zip");
    }
    if (entry.getMethod() != ZipEntry.STORED || entry.getSize() > LARGEST) {
      found(name, "it is not packed the way we pack");
      return;
    }
    try (var in = zip.getInputStream(entry)) {
      if (files.put(name, in.readAllBytes()) != null) {
        found(name, "it is in the zip twice");
      }
    } catch (IOException e) {
      found(name, "it cannot be read; its header in the zip was changed: " + e.getMessage());
    }
  }

  private void found(String where, String what) {
    findings.add(new Finding(where, what));
  }
}

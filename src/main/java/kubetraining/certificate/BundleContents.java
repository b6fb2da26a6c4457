package kubetraining.certificate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import kubetraining.host.ProjectFiles;
import kubetraining.host.Sha256;
import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;

/**
 * What is in a bundle, folder or zip, whatever it claims to be.
 *
 * @param findings what is wrong with it, as far as anybody has looked
 * @param room how many bytes more it may hold
 */
record BundleContents(Map<String, byte[]> files, List<Finding> findings, AtomicInteger room) {
  // Many times the largest that was made. All of it is held in memory, and that several times.
  private static final int LARGEST = 64 << 20;
  private static final String ZIP = "the zip";
  private static final Set<String> FIRST_VERSION =
      Set.of(Manifest.FILE, Manifest.SIGNATURE, Manifest.PUBLIC_KEY);
  private static final Set<String> BESIDE =
      Set.of(Manifest.FILE, Manifest.SIGNATURE, Manifest.PUBLIC_KEY, Sums.FILE, Sums.SIGNATURE);

  static BundleContents read(Path place) {
    var room = new AtomicInteger(LARGEST);
    var contents = new BundleContents(new TreeMap<>(), new ArrayList<>(), room);
    try {
      if (Files.isDirectory(place)) {
        contents.addFolder(place);
      } else if (Files.isRegularFile(place)) {
        contents.addZip(place);
      } else {
        throw new CertificateException("%s is neither a folder nor a file", place);
      }
      return contents;
    } catch (IOException | UncheckedIOException e) {
      throw new CertificateException(e, "cannot read %s: %s", place, e.getMessage());
    }
  }

  /** Reads no more than a certificate may hold, whatever its parts say of their sizes. */
  private byte[] content(InputStream in) throws IOException {
    byte[] content = in.readNBytes(room.get() + 1);
    if (room.addAndGet(-content.length) < 0) {
      throw tooLarge();
    }
    return content;
  }

  private static UncheckedIOException tooLarge() {
    String words = "it holds more than %d MB, and no certificate is that large";
    return new UncheckedIOException(Texts.of(words, LARGEST >> 20), new IOException("too large"));
  }

  private void addFolder(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.filter(path -> counts(folder, path)).sorted().toList()) {
        String name = name(folder, each);
        if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
          try (var in = Files.newInputStream(each)) {
            files.put(name, content(in));
          }
        } else if (!Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
          found(name, "it is a link, or not a file at all; nothing like that was packed");
        } else if (isEmpty(each)) {
          String what =
              "this folder is empty; there was no empty folder when the certificate was signed";
          found(name, what);
        }
      }
    }
  }

  /** What a file is called in a bundle. */
  static String name(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
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
    if (Files.size(place) > LARGEST) {
      throw tooLarge();
    }
    try (var zip = new ZipFile(place.toFile())) {
      zip.stream().forEach(entry -> add(zip, entry));
    } catch (IOException | IllegalArgumentException e) {
      found(ZIP, "it is not a zip, or its directory was changed: %s", e.getMessage());
      return;
    }
    int differs = Arrays.mismatch(Files.readAllBytes(place), StoredZip.write(files));
    if (differs >= 0) {
      String near = StoredZip.nameAt(files, differs);
      found(ZIP, "it is not packed as it was; byte %d differs%s", differs, near);
    }
  }

  private void add(ZipFile zip, ZipEntry entry) {
    String name = entry.getName();
    if (name.matches("(?s)|/.*|.*[\\\\:].*") || List.of(name.split("/")).contains("..")) {
      found(name, "it would be unpacked outside the folder; do not unpack this zip");
    }
    if (entry.getMethod() != ZipEntry.STORED) {
      found(name, "it is not packed the way we pack");
      return;
    }
    try (var in = zip.getInputStream(entry)) {
      if (files.put(name, content(in)) != null) {
        found(name, "it is in the zip twice");
      }
    } catch (IOException e) {
      found(name, "it cannot be read; its header in the zip was changed: %s", e.getMessage());
    }
  }

  /** Finds what is otherwise in the files than in the list of them that was signed. */
  void compare(Manifest manifest) {
    var listed = new HashSet<String>();
    for (Manifest.Entry entry : manifest.files()) {
      if (!listed.add(entry.path())) {
        found(entry.path(), "the manifest lists it twice");
      }
      byte[] content = files.get(entry.path());
      if (content == null) {
        found(entry.path(), "it is missing%s", movedTo(entry, manifest));
      } else if (content.length != entry.size() || !Sha256.of(content).equals(entry.sha256())) {
        found(entry.path(), "it was changed: %s", change(entry, content, manifest));
      }
    }
    listed.addAll(manifest.isOfFirstVersion() ? FIRST_VERSION : BESIDE);
    files.keySet().stream()
        .filter(name -> !listed.contains(name))
        .forEach(name -> found(name, "it was added: the manifest does not list it"));
  }

  private static String change(Manifest.Entry entry, byte[] content, Manifest manifest) {
    String sum = Sha256.of(content);
    boolean asLong = content.length == entry.size();
    String size = asLong ? "%d bytes as before, with different content" : "%d bytes instead of %d";
    return manifest.files().stream()
        .filter(each -> sum.equals(each.sha256()))
        .findFirst()
        .map(each -> "it has the content of " + each.path())
        .orElse(Texts.of(size, content.length, entry.size()));
  }

  private String movedTo(Manifest.Entry entry, Manifest manifest) {
    var listed = manifest.files().stream().map(Manifest.Entry::path).toList();
    return files.keySet().stream()
        .filter(name -> !listed.contains(name))
        .filter(name -> Sha256.of(files.get(name)).equals(entry.sha256()))
        .findFirst()
        .map(name -> "; its content is now called " + name)
        .orElse("");
  }

  /** Finds which of these files is missing. */
  void require(String... names) {
    for (String name : names) {
      if (!files.containsKey(name)) {
        found(name, "it is missing");
      }
    }
  }

  /** Whether there is such a reason to refuse it. */
  boolean has(Refusal reason) {
    return findings.stream().anyMatch(each -> each.refusal() == reason);
  }

  /** Keeps what was changed, with values filled in as {@link Texts#of} does. */
  void found(String where, String what, @Nullable Object... values) {
    found(Refusal.CHANGED, where, what, values);
  }

  /** Keeps another reason to refuse it. */
  void found(Refusal reason, String where, String what, @Nullable Object... values) {
    findings.add(new Finding(where, Texts.of(what, values), reason));
  }
}

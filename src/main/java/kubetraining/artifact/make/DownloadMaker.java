package kubetraining.artifact.make;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.artifact.recipe.Download;
import kubetraining.artifact.recipe.MirrorAddress;
import kubetraining.host.Connections;
import kubetraining.host.Sha256;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/** Downloads the published files of an artifact and checks them against their checksums. */
final class DownloadMaker {
  private static final Duration CONNECT = Duration.ofSeconds(20);

  /** A site that says nothing for so long is given up. */
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private DownloadMaker() {}

  static Maker of(List<Download> downloads, Optional<URI> mirror) {
    return Maker.fetching(
        bench -> {
          for (Download download : downloads) {
            make(download, mirror, bench);
          }
        });
  }

  private static void make(Download download, Optional<URI> mirror, Workbench bench)
      throws IOException {
    String version = bench.artifact().version();
    Path file = bench.scratch().resolve(download.fileName(version));
    fetch(download, MirrorAddress.ofDownload(mirror, download.address(version)), file);
    if (download.members().isEmpty()) {
      Path target = Tars.inside(bench.output(), download.target(version));
      Files.createDirectories(target.getParent());
      Files.move(file, target);
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    } else {
      unpack(download.members(version), file, bench.output());
    }
  }

  private static void fetch(Download download, URI address, Path file) throws IOException {
    String promised = download.pinned() ? download.sha256() : published(download, address);
    MessageDigest digest = Sha256.by(download.algorithm());
    try (InputStream in = open(address);
        OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
      in.transferTo(out);
    }
    String seen = Sha256.hex(digest);
    if (!seen.equals(promised)) {
      String list = download.pinned() ? "downloads.json" : address + download.checksum();
      throw new ArtifactException(
          "%s does not match its checksum: %s says %s, but the %d bytes received have %s. It was"
              + " not kept; if this happens again, do not use that source",
          address, list, promised, Files.size(file), seen);
    }
  }

  private static String published(Download download, URI address) throws IOException {
    try (InputStream in = open(URI.create(address + download.checksum()))) {
      String text = new String(in.readNBytes(4096), StandardCharsets.UTF_8);
      return text.strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT);
    }
  }

  private static InputStream open(URI address) {
    try {
      HttpURLConnection connection = Connections.outward(address, CONNECT, SILENCE);
      int status = connection.getResponseCode();
      if (status == 200) {
        return connection.getInputStream();
      }
      connection.disconnect();
      throw new ArtifactException(
          "%s could not be downloaded: the site answered %d, not 200. Check the version and the"
              + " mirror's address, or build from packages: -Dartifacts.source=packages",
          address, status);
    } catch (IOException e) {
      String words =
          "%s could not be downloaded: %s. Check the network, or build from packages:"
              + " -Dartifacts.source=packages";
      throw new ArtifactException(e, words, address, e);
    }
  }

  private static void unpack(Map<String, String> members, Path file, Path output)
      throws IOException {
    var absent = new TreeSet<>(members.keySet());
    try (var tar = Tars.reader(new GZIPInputStream(Files.newInputStream(file), 1 << 16))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String name = entry.getName().replaceFirst("^\\./", "");
        // What is asked for is this file, or the folder that it lies in.
        Predicate<String> asked =
            key -> name.equals(key) || key.endsWith("/") && name.startsWith(key);
        Optional<String> member = members.keySet().stream().filter(asked).findFirst();
        if (entry.isFile() && member.isPresent()) {
          absent.remove(member.get());
          String to = members.get(member.get()) + name.substring(member.get().length());
          Tars.extract(entry, tar, Tars.inside(output, to));
        }
      }
    }
    if (!absent.isEmpty()) {
      throw new ArtifactException(
          "%s does not contain %s; correct downloads.json", file.getFileName(), absent);
    }
  }
}

package kubetraining.artifact;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import kubetraining.host.Texts;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Downloads the published files of an artifact and checks them against their checksums. */
final class DownloadMaker implements Maker {
  private final List<Download> downloads;
  private final Optional<URI> mirror;

  DownloadMaker(List<Download> downloads, Optional<URI> mirror) {
    this.downloads = List.copyOf(downloads);
    this.mirror = mirror;
  }

  @Override
  public void make(Workbench bench) throws Exception {
    for (Download download : downloads) {
      String version = bench.artifact().version();
      URI address = MirrorAddress.ofDownload(mirror, download.address(version));
      Path file = bench.scratch().resolve(download.fileName(version));
      fetch(download, address, file);
      if (download.members().isEmpty()) {
        Path target = Targets.inside(bench.output(), download.target(version));
        Files.createDirectories(target.getParent());
        Files.move(file, target);
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
      } else {
        unpack(download.members(version), file, bench.output());
      }
    }
  }

  private static void fetch(Download download, URI address, Path file) throws IOException {
    String promised = download.pinned() ? download.sha256() : published(download, address);
    MessageDigest digest = Digests.sha(download.algorithm());
    try (InputStream in = WebFiles.open(address);
        OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
      in.transferTo(out);
    }
    String seen = Digests.hex(digest);
    if (!seen.equals(promised)) {
      throw new ArtifactException(
          Texts.of(
              "%s does not match its checksum: %s says %s, the %d bytes that came have %s. It was not"
                  + " kept; if this happens again, do not use that source",
              address,
              download.pinned() ? "downloads.json" : address + download.checksum(),
              promised,
              Files.size(file),
              seen));
    }
  }

  private static String published(Download download, URI address) throws IOException {
    try (InputStream in = WebFiles.open(URI.create(address + download.checksum()))) {
      return firstWord(new String(in.readNBytes(4096), StandardCharsets.UTF_8));
    }
  }

  private static String firstWord(String text) {
    String stripped = text.strip();
    return stripped.split("\\s", 2)[0].toLowerCase(Locale.ROOT);
  }

  private static void unpack(Map<String, String> members, Path file, Path output)
      throws IOException {
    var absent = new TreeSet<>(members.keySet());
    try (var tar =
        new TarArchiveInputStream(
            new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file))))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String name = entry.getName().replaceFirst("^\\./", "");
        Optional<Map.Entry<String, String>> member = memberOf(members, name);
        if (entry.isFile() && member.isPresent()) {
          absent.remove(member.get().getKey());
          write(tar, entry, Targets.inside(output, member.get().getValue()));
        }
      }
    }
    if (!absent.isEmpty()) {
      throw new ArtifactException(
          Texts.of("%s has no %s in it; correct downloads.json", file.getFileName(), absent));
    }
  }

  /** The member asked for that {@code name} is or lies in, and the file it becomes. */
  private static Optional<Map.Entry<String, String>> memberOf(
      Map<String, String> members, String name) {
    for (var member : members.entrySet()) {
      String key = member.getKey();
      if (name.equals(key)) {
        return Optional.of(Map.entry(key, member.getValue()));
      }
      if (key.endsWith("/") && name.startsWith(key)) {
        return Optional.of(Map.entry(key, member.getValue() + name.substring(key.length())));
      }
    }
    return Optional.empty();
  }

  private static void write(InputStream in, TarArchiveEntry entry, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    Files.copy(in, target);
    boolean executable = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }

  @Override
  public Lane lane() {
    return Lane.NETWORK;
  }

  @Override
  public boolean fetches() {
    return true;
  }
}

package kubetraining.lab.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/**
 * The tar of a root file system, read so that more entries can follow the last one. The engine then
 * unpacks and checks everything once, where a second layer would have to be made, read and hashed.
 */
final class RootFileSystem {
  private static final int BLOCK = 512;

  private final Path tar;
  private final Set<String> paths;
  private final long end;

  private RootFileSystem(Path tar, Set<String> paths, long end) {
    this.tar = tar;
    this.paths = paths;
    this.end = end;
  }

  static RootFileSystem read(Path tar) throws IOException {
    try (var file = new TarFile(tar)) {
      var entries = file.getEntries();
      if (entries.isEmpty()) {
        throw new IOException(tar + " holds no root file system: it has no entries");
      }
      TarArchiveEntry last = entries.get(entries.size() - 1);
      long content = last.isFile() && !last.isLink() ? last.getSize() : 0;
      long end = last.getDataOffset() + (content + BLOCK - 1) / BLOCK * BLOCK;
      return new RootFileSystem(
          tar,
          entries.stream().map(entry -> absolute(entry.getName())).collect(Collectors.toSet()),
          end);
    }
  }

  private static String absolute(String name) {
    String path = name.startsWith("./") ? name.substring(1) : "/" + name;
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /** The absolute paths of all entries. */
  Set<String> paths() {
    return paths;
  }

  /** Writes all entries, without the mark that ends a tar. */
  void writeTo(OutputStream out) throws IOException {
    try (var from = FileChannel.open(tar)) {
      var to = Channels.newChannel(out);
      long at = 0;
      while (at < end) {
        at += from.transferTo(at, end - at, to);
      }
    }
  }
}

package kubetraining.lab.embedded.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.artifact.cache.PlacedFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarFile;

/** Writes files into a tar under their path on a machine, owned as that path asks for. */
public final class LabTar implements AutoCloseable {
  private static final int BLOCK = 512;
  private static final String USER_HOME = "/home/ubuntu";

  // The first ordinary user of a Debian system; machine-setup makes "ubuntu" with this number.
  private static final int USER = 1000;

  private final TarArchiveOutputStream tar;
  private final Set<String> folders = new HashSet<>(Set.of("/"));

  /** Adds some files. */
  @FunctionalInterface
  public interface Content {
    void addTo(LabTar tar) throws IOException;
  }

  /**
   * @param known absolute paths that exist already where the tar is unpacked: their entries must
   *     not be repeated, since that would replace a link such as /lib by a folder
   */
  public LabTar(OutputStream out, Set<String> known) {
    this.tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
    this.tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    this.tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    this.folders.addAll(known);
  }

  /**
   * The tar of a root file system, in which more follows the last entry. The engine then unpacks
   * and checks everything once, where a second layer would have to be made, read and hashed.
   */
  public static LabTar after(Path root, OutputStream out) throws IOException {
    try (var file = new TarFile(root)) {
      var entries = file.getEntries();
      if (entries.isEmpty()) {
        throw new IOException(root + " holds no root file system: it has no entries");
      }
      TarArchiveEntry last = entries.get(entries.size() - 1);
      long content = last.isFile() && !last.isLink() ? last.getSize() : 0;
      // Without the mark that ends a tar.
      long end = last.getDataOffset() + (content + BLOCK - 1) / BLOCK * BLOCK;
      try (var from = FileChannel.open(root)) {
        var to = Channels.newChannel(out);
        for (long at = 0; at < end; ) {
          at += from.transferTo(at, end - at, to);
        }
      }
      return new LabTar(
          out,
          entries.stream().map(entry -> absolute(entry.getName())).collect(Collectors.toSet()));
    }
  }

  private static String absolute(String name) {
    return "/" + name.replaceFirst("^\\./", "").replaceFirst("/$", "");
  }

  public void add(String path, int mode, String text) throws IOException {
    add(path, mode, text.getBytes(StandardCharsets.UTF_8));
  }

  public void add(String path, int mode, byte[] content) throws IOException {
    begin(path, mode, content.length);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  /** Adds a file under exactly this mode. */
  public void add(String path, int mode, Path file) throws IOException {
    begin(path, mode, Files.size(file));
    Files.copy(file, tar);
    tar.closeArchiveEntry();
  }

  private void begin(String path, int mode, long size) throws IOException {
    parents(path);
    var entry = new TarArchiveEntry(path.substring(1));
    entry.setMode(mode);
    entry.setSize(size);
    put(entry, path);
  }

  /** Adds a file under the mode that is wanted, or a folder with all it holds. */
  public void add(String path, PlacedFile file) throws IOException {
    if (Files.isDirectory(file.source())) {
      addFolder(path, file.source());
    } else {
      add(path, Integer.parseInt(file.mode(), 8), file.source());
    }
  }

  /**
   * Adds a folder with all it holds. What the user gets keeps its permissions; what root gets may
   * be read by all, whatever the file mask was under which it was made here.
   */
  public void addFolder(String path, Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path file : found.sorted().toList()) {
        String inner = folder.relativize(file).toString();
        addAny(inner.isEmpty() ? path : path + "/" + inner, file);
      }
    }
  }

  private void addAny(String path, Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      parents(path);
      var entry = new TarArchiveEntry(path.substring(1), TarConstants.LF_SYMLINK);
      entry.setLinkName(Files.readSymbolicLink(file).toString());
      put(entry, path);
      tar.closeArchiveEntry();
    } else if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      parents(path + "/");
    } else {
      int mode = (int) Files.getAttribute(file, "unix:mode") & 0777;
      int read = mode & 0500;
      add(path, isUsers(path) ? mode : mode | read >> 3 | read >> 6, file);
    }
  }

  /** Adds an empty folder that anybody may write to. */
  public void addFolderForAll(String path) throws IOException {
    parents(path);
    folder(path, 0777);
  }

  /** Unpackers make missing folders with permissions of their own choice, so each gets an entry. */
  private void parents(String path) throws IOException {
    for (int end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', end + 1)) {
      folder(path.substring(0, end), 0755);
    }
  }

  private void folder(String path, int mode) throws IOException {
    if (folders.add(path)) {
      var entry = new TarArchiveEntry(path.substring(1) + "/");
      entry.setMode(mode);
      put(entry, path);
      tar.closeArchiveEntry();
    }
  }

  private void put(TarArchiveEntry entry, String path) throws IOException {
    int owner = isUsers(path) ? USER : 0;
    entry.setIds(owner, owner);
    entry.setModTime(0L);
    tar.putArchiveEntry(entry);
  }

  private static boolean isUsers(String path) {
    return path.equals(USER_HOME) || path.startsWith(USER_HOME + "/");
  }

  /** Ends the tar; the stream beneath stays open. */
  @Override
  public void close() throws IOException {
    tar.finish();
    tar.flush();
  }
}

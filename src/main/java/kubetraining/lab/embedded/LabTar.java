package kubetraining.lab.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.artifact.PlacedFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes files into a tar under their path on a machine, owned as that path asks for. */
final class LabTar implements AutoCloseable {
  private static final String USER_HOME = "/home/ubuntu";

  // The first ordinary user of a Debian system; machine-setup makes "ubuntu" with this number.
  private static final int USER = 1000;

  private final TarArchiveOutputStream tar;
  private final Set<String> folders = new HashSet<>();

  /**
   * @param known absolute paths that exist already where the tar is unpacked: their entries must
   *     not be repeated, since that would replace a link such as /lib by a folder
   */
  LabTar(OutputStream out, Set<String> known) {
    this.tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
    this.tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    this.tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    this.folders.add("/");
    this.folders.addAll(known);
  }

  void add(String path, int mode, byte[] content) throws IOException {
    TarArchiveEntry entry = entry(path, mode);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  /** Adds a file under exactly this mode. */
  void add(String path, int mode, Path file) throws IOException {
    TarArchiveEntry entry = entry(path, mode);
    entry.setSize(Files.size(file));
    tar.putArchiveEntry(entry);
    Files.copy(file, tar);
    tar.closeArchiveEntry();
  }

  /** Adds a file under the mode that is wanted, or a folder with all it holds. */
  void add(String path, PlacedFile file) throws IOException {
    if (Files.isDirectory(file.source())) {
      addFolder(path, file.source());
    } else {
      add(path, Integer.parseInt(file.mode(), 8), file.source());
    }
  }

  /** Adds an empty folder that anybody may write to. */
  void addFolderForAll(String path) throws IOException {
    parents(path);
    folders.add(path);
    var entry = new TarArchiveEntry(path.substring(1) + "/");
    entry.setMode(0777);
    own(entry, path);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  /**
   * Adds a folder with all it holds. What the user gets keeps its permissions; what root gets may
   * be read by all, whatever the file mask was under which it was made here.
   */
  void addFolder(String path, Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path file : new TreeSet<>(found.collect(Collectors.toSet()))) {
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
      own(entry, path);
      tar.putArchiveEntry(entry);
      tar.closeArchiveEntry();
    } else if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      parents(path + "/");
    } else {
      int mode = mode(file);
      int read = mode & 0500;
      add(path, isUsers(path) ? mode : mode | read >> 3 | read >> 6, file);
    }
  }

  private TarArchiveEntry entry(String path, int mode) throws IOException {
    parents(path);
    var entry = new TarArchiveEntry(path.substring(1));
    entry.setMode(mode);
    own(entry, path);
    return entry;
  }

  /** Unpackers make missing folders with permissions of their own choice, so each gets an entry. */
  private void parents(String path) throws IOException {
    for (int end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', end + 1)) {
      String folder = path.substring(0, end);
      if (folders.add(folder)) {
        var entry = new TarArchiveEntry(folder.substring(1) + "/");
        entry.setMode(0755);
        own(entry, folder);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
      }
    }
  }

  private static void own(TarArchiveEntry entry, String path) {
    int owner = isUsers(path) ? USER : 0;
    entry.setIds(owner, owner);
    entry.setModTime(0L);
  }

  private static boolean isUsers(String path) {
    return path.equals(USER_HOME) || path.startsWith(USER_HOME + "/");
  }

  private static int mode(Path file) throws IOException {
    int mode = 0;
    for (PosixFilePermission permission : Files.getPosixFilePermissions(file)) {
      // The constants stand in the order of the bits, from the owner's read to others' execute.
      mode |= 0400 >> permission.ordinal();
    }
    return mode;
  }

  /** Ends the tar; the stream beneath stays open. */
  @Override
  public void close() throws IOException {
    tar.finish();
    tar.flush();
  }
}

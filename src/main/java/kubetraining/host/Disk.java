package kubetraining.host;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The disk that a folder lies on, or will lie on once it is made. */
public final class Disk {
  private static final long NEARLY_FULL = 200L << 20;

  private Disk() {}

  public static FileStore of(Path folder) {
    try {
      return Files.getFileStore(existing(folder));
    } catch (IOException e) {
      throw unknown(folder, e);
    }
  }

  /** The folder, or the nearest one above it that is there already. */
  public static Path existing(Path folder) {
    Path above = folder.toAbsolutePath();
    while (above.getParent() != null && !Files.exists(above)) {
      above = above.getParent();
    }
    return above;
  }

  /** How much may still be written, in bytes. */
  public static long free(Path folder) {
    try {
      return of(folder).getUsableSpace();
    } catch (IOException e) {
      throw unknown(folder, e);
    }
  }

  private static HostException unknown(Path folder, IOException cause) {
    return new HostException(cause, "cannot tell how much room %s has: %s", folder, cause);
  }

  /** What to do, if it is nearly full. */
  public static Optional<String> cure(Path folder) {
    return free(folder) < NEARLY_FULL ? Optional.of(full(folder)) : Optional.empty();
  }

  /** What to do about a disk that is full. */
  public static String full(Path folder) {
    return Texts.of(
        "The disk is full. %s has %d MB free: remove files there, or choose another folder for the"
            + " cache, and run again; finished artifacts are kept.",
        folder, free(folder) >> 20);
  }
}

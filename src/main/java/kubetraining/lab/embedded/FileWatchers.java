package kubetraining.lab.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kubetraining.progress.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kernel's limit on file watchers, which all processes of root share. Linux starts with 128;
 * every node takes some twenty of them, and without one kube-proxy ends with "too many open files".
 */
final class FileWatchers {
  private static final Logger log = LoggerFactory.getLogger(FileWatchers.class);
  static final Path LIMIT = Path.of("/proc/sys/fs/inotify/max_user_instances");
  static final int ENOUGH = 512;
  private final Path limit;
  private final InstallPolicy policy;
  private final Progress progress;

  FileWatchers(Path limit, InstallPolicy policy, Progress progress) {
    this.limit = limit;
    this.policy = policy;
    this.progress = progress;
  }

  /** Raises a limit that is too low, if this user may. What is too low for a lab is told later. */
  void suffice() {
    if (policy == InstallPolicy.NEVER || !Files.isWritable(limit)) {
      return;
    }
    try {
      // Line by line, for Files.readString gets no more than the first digit from this file.
      int now = Integer.parseInt(Files.readAllLines(limit).get(0).trim());
      if (now < ENOUGH) {
        Files.writeString(limit, Integer.toString(ENOUGH));
        progress.note(
            "raised fs.inotify.max_user_instances from %d to %d until the next boot; labs need it"
                .formatted(now, ENOUGH));
      }
    } catch (IOException | NumberFormatException e) {
      // One lab alone may still do; the check of the engine names the limit and the cure.
      log.warn("could not raise the limit in {}", limit, e);
    }
  }
}

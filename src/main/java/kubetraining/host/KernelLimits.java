package kubetraining.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the kernel of this computer allows, looked at and raised. All processes of root share these
 * limits, those in containers too.
 *
 * <p>A lab without lessons was measured with 70 watchers, 456 watched files and 520 threads;
 * lessons add to that. kind asks for 512 watchers and 524288 watched files, for clusters of any
 * size (kind.sigs.k8s.io/docs/user/known-issues, "too many open files"). What is not here stops no
 * lab: dockerd itself raises the number of root's keys, a node has a table of connections of its
 * own, no program of a lab maps many areas of memory, and kubelet is told to live with swap.
 *
 * @param root where the kernel shows them, as /proc/sys
 * @param mayChange whether the user lets us raise them
 */
public record KernelLimits(Path root, boolean mayChange) {
  private static final Logger LOG = LoggerFactory.getLogger(KernelLimits.class);

  /** Where Linux shows them. */
  public static final Path HERE = Path.of("/proc/sys");

  /**
   * One of them.
   *
   * @param what the thing limited, in words
   * @param name as sysctl calls it
   * @param least what one lab needs
   * @param enough what it is raised to where we may
   */
  record Limit(String what, String name, long least, long enough) {
    Path file(Path root) {
      return root.resolve(name.replace('.', '/'));
    }
  }

  static final List<Limit> ALL =
      List.of(
          // Linux starts with 128; without one kube-proxy ends with "too many open files".
          new Limit("file watchers", "fs.inotify.max_user_instances", 128, 512),
          // Without one kubelet ends with "no space left on device".
          new Limit("watched files", "fs.inotify.max_user_watches", 4096, 65536),
          new Limit("process numbers", "kernel.pid_max", 4096, 32768),
          new Limit("threads", "kernel.threads-max", 4096, 32768));

  /**
   * Raises limits that are too low, if this user may.
   *
   * @param told gets a line for each
   */
  public void suffice(Consumer<String> told) {
    for (Limit limit : ALL) {
      OptionalLong now = now(limit);
      if (!mayRaise(limit) || now.isEmpty() || now.getAsLong() >= limit.enough()) {
        continue;
      }
      try {
        Files.writeString(limit.file(root), Long.toString(limit.enough()));
        String words = "raised %s from %s to %s until the next boot; labs need that";
        told.accept(Texts.of(words, limit.name(), now.getAsLong(), limit.enough()));
      } catch (IOException e) {
        // It may still do; where it does not, the check names the limit and the cure.
        LOG.warn("could not raise {}", limit.name(), e);
      }
    }
  }

  /** What is too low counts as met only where {@link #suffice} may raise it. */
  public List<Finding> findings() {
    return ALL.stream().map(this::finding).toList();
  }

  private Finding finding(Limit limit) {
    OptionalLong now = now(limit);
    if (now.isEmpty()) {
      return Finding.met(limit.what(), limit.name() + " is unknown");
    }
    String found = Texts.of("%s is %s", limit.name(), now.getAsLong());
    if (now.getAsLong() >= limit.least()) {
      return Finding.met(limit.what(), found);
    }
    String low = Texts.of("%s, a lab needs %s", found, limit.least());
    String cure = "sudo sysctl %s=%s   (a file in /etc/sysctl.d makes it last)";
    return mayRaise(limit)
        ? Finding.met(limit.what(), low + "; the first lab raises it")
        : new Finding(limit.what(), false, low, Texts.of(cure, limit.name(), limit.enough()));
  }

  private boolean mayRaise(Limit limit) {
    return mayChange && Files.isWritable(limit.file(root));
  }

  private OptionalLong now(Limit limit) {
    try {
      // Line by line, for Files.readString gets no more than the first digit from such a file.
      return OptionalLong.of(Long.parseLong(Texts.lines(limit.file(root)).get(0).trim()));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      return OptionalLong.empty();
    }
  }
}

package kubetraining.lab.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import kubetraining.host.Texts;
import kubetraining.lab.embedded.EngineCheck.Finding;
import kubetraining.progress.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the kernel of this computer allows, looked at and raised. */
final class KernelLimits {
  private static final Logger LOG = LoggerFactory.getLogger(KernelLimits.class);
  static final Path HERE = Path.of("/proc/sys");
  private final Path root;
  private final InstallPolicy policy;

  KernelLimits(Path root, InstallPolicy policy) {
    this.root = root;
    this.policy = policy;
  }

  /** Raises limits that are too low, if this user may, and says so. */
  void suffice(Progress progress) {
    KernelLimit.ALL.forEach(limit -> suffice(limit, progress));
  }

  private void suffice(KernelLimit limit, Progress progress) {
    OptionalLong now = now(limit);
    if (!mayRaise(limit) || now.isEmpty() || now.getAsLong() >= limit.enough()) {
      return;
    }
    try {
      Files.writeString(limit.file(root), Long.toString(limit.enough()));
      progress.note(
          Texts.of(
              "raised %s from %s to %s until the next boot; labs need it",
              limit.name(), now.getAsLong(), limit.enough()));
    } catch (IOException e) {
      // It may still do; where it does not, the check names the limit and the cure.
      LOG.warn("could not raise {}", limit.name(), e);
    }
  }

  /** What is too low counts as met only where {@link #suffice} may raise it. */
  List<Finding> findings() {
    return KernelLimit.ALL.stream().map(this::finding).toList();
  }

  private Finding finding(KernelLimit limit) {
    OptionalLong now = now(limit);
    if (now.isEmpty()) {
      return new Finding(limit.what(), true, limit.name() + " is unknown", "");
    }
    String found = Texts.of("%s is %s", limit.name(), now.getAsLong());
    if (now.getAsLong() >= limit.least()) {
      return new Finding(limit.what(), true, found, "");
    }
    String low = Texts.of("%s, a lab needs %s", found, limit.least());
    return mayRaise(limit)
        ? new Finding(limit.what(), true, low + "; the first lab raises it", "")
        : new Finding(limit.what(), false, low, limit.cure());
  }

  private boolean mayRaise(KernelLimit limit) {
    return policy == InstallPolicy.AUTO && Files.isWritable(limit.file(root));
  }

  private OptionalLong now(KernelLimit limit) {
    try {
      // Line by line, for Files.readString gets no more than the first digit from such a file.
      return OptionalLong.of(Long.parseLong(Files.readAllLines(limit.file(root)).get(0).trim()));
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      return OptionalLong.empty();
    }
  }
}

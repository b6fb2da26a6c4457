package kubetraining.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import kubetraining.artifact.recipe.MachineDownloads;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.remote.RemoteShell;

/**
 * The images that a lab does without where they cannot be had, on machines that pull images
 * themselves: a worker tries, once in a process.
 */
final class TriedImages {
  private static final Duration LIMIT = Limit.POD_START.duration();
  private static final int TIMED_OUT = 124;
  private static final String CURE =
      "If your machines can reach no registry that has it, use a mirror: -Dartifacts.mirror.images=ADDRESS";

  private final MachineDownloads downloads;
  private final Map<String, Optional<String>> reasons = new HashMap<>();

  TriedImages(MachineDownloads downloads) {
    this.downloads = downloads;
  }

  /** Why it cannot be had; of others the kubelet will tell. */
  synchronized Optional<String> unavailable(String reference, RemoteShell worker) {
    return downloads
        .optional(reference)
        .flatMap(image -> reasons.computeIfAbsent(image, absent -> attempt(image, worker)));
  }

  private static Optional<String> attempt(String image, RemoteShell worker) {
    var pull =
        Texts.of(
            "sudo -n timeout %d ctr -n k8s.io images pull --hosts-dir /etc/containerd/certs.d %s",
            LIMIT.toSeconds(), image);
    var pulled = worker.run(pull, LIMIT.plusSeconds(10));
    if (pulled.succeeded()) {
      return Optional.empty();
    }
    var why =
        pulled.exitCode() == TIMED_OUT
            ? Texts.of("not within %d s", LIMIT.toSeconds())
            : lastLine(pulled.stdout() + "\n" + pulled.stderr());
    return Optional.of(
        Texts.of("%s cannot pull the image %s: %s. %s", worker.machine(), image, why, CURE));
  }

  private static String lastLine(String output) {
    return output
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .reduce((before, last) -> last)
        .orElse("it did not say why");
  }
}

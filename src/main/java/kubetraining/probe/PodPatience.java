package kubetraining.probe;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import kubetraining.wait.Hopeless;

/**
 * How long one wait tolerates the troubles of pods. Time is counted from when the trouble was first
 * seen here, so that no clock of the cluster is compared with one of this computer.
 */
public final class PodPatience {
  static final Duration IMAGE = Duration.ofMinutes(1);
  static final Duration UNPLACED = Duration.ofMinutes(2);
  static final int RESTARTS = 3;

  private static final Set<String> NOT_PULLED = Set.of("ErrImagePull", "ImagePullBackOff");
  private static final Set<String> MISTAKES =
      Set.of("InvalidImageName", "CreateContainerConfigError");
  private static final Set<String> DRIVEN_OUT =
      Set.of("Evicted", "NodeLost", "NodeShutdown", "Shutdown", "Terminated");
  private static final String OF_NODES = "node.kubernetes.io/";

  private final LongSupplier nanos;
  private final Map<String, Trouble> troubles = new HashMap<>();

  private record Trouble(String words, long since) {}

  public PodPatience() {
    this(System::nanoTime);
  }

  PodPatience(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Why one of these will not become Ready, or empty while each of them still may. */
  public Optional<Hopeless> lost(Collection<PodSeen> pods) {
    return pods.stream().flatMap(pod -> lost(pod).stream()).findFirst();
  }

  private Optional<Hopeless> lost(PodSeen pod) {
    String reason = pod.waitingReason();
    if (pod.phase().equals("Failed")) {
      return lost(pod, DRIVEN_OUT.contains(pod.endedReason()));
    }
    if (MISTAKES.contains(reason)
        || (reason.equals("CrashLoopBackOff") && pod.restarts() >= RESTARTS)) {
      return lost(pod, false);
    }
    if (NOT_PULLED.contains(reason)) {
      return lasts(pod, "its image", IMAGE) ? lost(pod, true) : Optional.empty();
    }
    if (reason.equals("ErrImageNeverPull")) {
      return lost(pod, true);
    }
    return lasts(pod, pod.unplaced(), UNPLACED)
        ? lost(pod, pod.unplaced().contains(OF_NODES))
        : Optional.empty();
  }

  private static Optional<Hopeless> lost(PodSeen pod, boolean byTheLab) {
    String why = pod.toString();
    return Optional.of(byTheLab ? Hopeless.lab(why) : Hopeless.wrong(why));
  }

  /** Whether the pod has been in the same trouble for so long. */
  private boolean lasts(PodSeen pod, String words, Duration grace) {
    if (words.isEmpty()) {
      return false;
    }
    var now = new Trouble(words, nanos.getAsLong());
    var since =
        troubles.merge(pod.uid(), now, (was, is) -> was.words().equals(words) ? was : is).since();
    return now.since() - since >= grace.toNanos();
  }
}

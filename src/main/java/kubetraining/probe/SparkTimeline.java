package kubetraining.probe;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows the pods of Spark from event to event. Events come in the order in which the API server
 * stored the changes, so what runs between two events runs at the same time.
 */
final class SparkTimeline implements ResourceEventHandler<Pod> {
  private final Map<String, Life> lives = new LinkedHashMap<>();
  private final Set<String> runningExecutors = new HashSet<>();
  private final Map<String, Integer> mostAtOnce = new HashMap<>();
  private final Clock clock;
  private final Set<String> others;

  SparkTimeline(Clock clock) {
    this(clock, Set.of());
  }

  /**
   * One that begins now.
   *
   * @param others pods of other jobs, by UID
   */
  SparkTimeline(Set<String> others) {
    this(Clock.systemUTC(), others);
  }

  private SparkTimeline(Clock clock, Set<String> others) {
    this.clock = clock;
    this.others = Set.copyOf(others);
  }

  private static final class Life {
    private final List<PodPhases.Since> phases = new ArrayList<>();
    private Pod last;
    private @Nullable Instant goneAt;

    Life(Pod first) {
      last = first;
    }

    void see(Pod pod, Instant now) {
      last = pod;
      String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
      if (phase != null
          && (phases.isEmpty() || !phases.get(phases.size() - 1).phase().equals(phase))) {
        phases.add(new PodPhases.Since(phase, now));
      }
    }

    List<String> names() {
      return phases.stream().map(PodPhases.Since::phase).toList();
    }
  }

  @Override
  public synchronized void onAdd(Pod pod) {
    see(pod);
  }

  @Override
  public synchronized void onUpdate(Pod before, Pod now) {
    see(now);
  }

  @Override
  public synchronized void onDelete(Pod pod, boolean lastStateUnknown) {
    if (!lastStateUnknown) {
      see(pod);
    }
    runningExecutors.remove(pod.getMetadata().getUid());
    var life = lives.get(pod.getMetadata().getUid());
    if (life != null) {
      life.goneAt = clock.instant();
    }
  }

  /** When each pod was in which phase, the pods in the order in which they appeared. */
  synchronized List<PodPhases> phases() {
    return lives.values().stream()
        .map(
            life ->
                new PodPhases(
                    life.last.getMetadata().getName(),
                    roleOf(life.last),
                    nodeOf(life.last),
                    life.phases,
                    Optional.ofNullable(life.goneAt)))
        .toList();
  }

  /**
   * One job. What else of Spark there is belongs to other jobs.
   *
   * @param driver its name; one that was deleted belongs to an earlier try
   */
  synchronized SparkSeen seen(String driver) {
    var drivers =
        lives.values().stream()
            .filter(life -> "driver".equals(roleOf(life.last)))
            .filter(life -> life.last.getMetadata().getName().equals(driver))
            .filter(life -> life.goneAt == null)
            .reduce((earlier, later) -> later);
    String job = drivers.map(life -> applicationOf(life.last)).orElse("");
    return new SparkSeen(
        drivers.map(SparkTimeline::inShort), executorsOf(job), mostAtOnce.getOrDefault(job, 0));
  }

  private void see(Pod pod) {
    String uid = pod.getMetadata().getUid();
    if (others.contains(uid) || others.contains(owner(pod))) {
      return;
    }
    Life life = lives.computeIfAbsent(uid, first -> new Life(pod));
    life.see(pod, clock.instant());
    if (isExecutor(pod) && isRunning(pod)) {
      runningExecutors.add(uid);
      mostAtOnce.merge(applicationOf(pod), runningOf(applicationOf(pod)), Math::max);
    } else {
      runningExecutors.remove(uid);
    }
  }

  private int runningOf(String job) {
    return (int)
        runningExecutors.stream()
            .filter(uid -> applicationOf(lives.get(uid).last).equals(job))
            .count();
  }

  private List<PodLife> executorsOf(String job) {
    return lives.values().stream()
        .filter(life -> isExecutor(life.last) && applicationOf(life.last).equals(job))
        .map(SparkTimeline::inShort)
        .toList();
  }

  private static PodLife inShort(Life life) {
    Pod pod = life.last;
    return new PodLife(
        pod.getMetadata().getName(),
        pod.getMetadata().getUid(),
        owner(pod),
        nodeOf(pod),
        pod.getSpec().getContainers().get(0).getImage(),
        life.names(),
        exitCode(pod));
  }

  private static String owner(Pod pod) {
    return pod.getMetadata().getOwnerReferences().stream()
        .map(OwnerReference::getUid)
        .findFirst()
        .orElse("");
  }

  private static Optional<Integer> exitCode(Pod pod) {
    return Optional.ofNullable(pod.getStatus()).stream()
        .flatMap(status -> status.getContainerStatuses().stream())
        .map(container -> container.getState())
        .filter(state -> state != null && state.getTerminated() != null)
        .map(state -> state.getTerminated())
        .map(ContainerStateTerminated::getExitCode)
        .findFirst();
  }

  private static String nodeOf(Pod pod) {
    return Optional.ofNullable(pod.getSpec().getNodeName()).orElse("");
  }

  private static boolean isExecutor(Pod pod) {
    return "executor".equals(roleOf(pod));
  }

  private static boolean isRunning(Pod pod) {
    return pod.getStatus() != null
        && "Running".equals(pod.getStatus().getPhase())
        && pod.getMetadata().getDeletionTimestamp() == null;
  }

  private static String roleOf(Pod pod) {
    return label(pod, "spark-role");
  }

  /** Spark gives it to the driver and to all that belongs to it. */
  private static String applicationOf(Pod pod) {
    return label(pod, "spark-app-selector");
  }

  private static String label(Pod pod, String name) {
    return Optional.ofNullable(pod.getMetadata().getLabels())
        .map(labels -> labels.get(name))
        .orElse("");
  }
}

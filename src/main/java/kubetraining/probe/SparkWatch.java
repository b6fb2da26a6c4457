package kubetraining.probe;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;

/**
 * An open watch on the pods of Spark in one namespace. Executors are deleted when a job ends, so it
 * has to be open before the job is submitted. Events come in the order in which the API server
 * stored the changes, so what runs between two events runs at the same time.
 */
public final class SparkWatch implements ResourceEventHandler<Pod>, AutoCloseable {
  private final Map<String, Life> lives = new LinkedHashMap<>();
  private final Map<String, Integer> mostAtOnce = new HashMap<>();
  private final InstantSource clock;
  private final Set<String> others;
  private @Nullable SharedIndexInformer<Pod> informer;

  /**
   * One that is told of events.
   *
   * @param others pods of other jobs, by UID
   */
  SparkWatch(InstantSource clock, Set<String> others) {
    this.clock = clock;
    this.others = Set.copyOf(others);
  }

  /**
   * Opens it; when this returns, no change will be missed. Jobs that were there before are somebody
   * else's, and not seen.
   */
  public static SparkWatch open(KubernetesClient client, String namespace) {
    var pods = client.pods().inNamespace(namespace).withLabel("spark-role");
    var before =
        pods.list().getItems().stream()
            .map(pod -> pod.getMetadata().getUid())
            .collect(Collectors.toSet());
    var watch = new SparkWatch(InstantSource.system(), before);
    watch.informer = pods.inform(watch);
    return watch;
  }

  @Override
  public void close() {
    if (informer != null) {
      informer.close();
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
    Optional.ofNullable(lives.get(pod.getMetadata().getUid()))
        .ifPresent(life -> life.goneAt = clock.instant());
  }

  /** When each pod was in which phase, the pods in the order in which they appeared. */
  public synchronized List<PodLife> pods() {
    return lives.values().stream().map(Life::seen).toList();
  }

  /**
   * What was seen so far of one job. What else of Spark there is belongs to other jobs.
   *
   * @param driver its name; one that was deleted belongs to an earlier try
   */
  public synchronized Job seen(String driver) {
    var drivers =
        lives.values().stream()
            .filter(life -> life.role().equals("driver"))
            .filter(life -> life.last.getMetadata().getName().equals(driver))
            .filter(life -> life.goneAt == null)
            .reduce((earlier, later) -> later);
    String job = drivers.map(Life::job).orElse("");
    return new Job(
        drivers.map(Life::seen),
        executors(job).map(Life::seen).toList(),
        mostAtOnce.getOrDefault(job, 0));
  }

  private void see(Pod pod) {
    String uid = pod.getMetadata().getUid();
    if (others.contains(uid) || others.contains(owner(pod))) {
      return;
    }
    Life life = lives.computeIfAbsent(uid, first -> new Life(pod));
    life.see(pod, clock.instant());
    mostAtOnce.merge(life.job(), (int) executors(life.job()).filter(Life::runs).count(), Math::max);
  }

  private Stream<Life> executors(String job) {
    return lives.values().stream()
        .filter(life -> life.role().equals("executor") && life.job().equals(job));
  }

  private static String owner(Pod pod) {
    return pod.getMetadata().getOwnerReferences().stream()
        .map(OwnerReference::getUid)
        .findFirst()
        .orElse("");
  }

  /** One pod, and when it came into each of its phases. */
  private static final class Life {
    private final List<PodLife.Since> phases = new ArrayList<>();
    private Pod last;
    private @Nullable Instant goneAt;

    Life(Pod first) {
      last = first;
    }

    void see(Pod pod, Instant now) {
      last = pod;
      String phase = pod.getStatus().getPhase();
      if (phase != null
          && (phases.isEmpty() || !phases.get(phases.size() - 1).phase().equals(phase))) {
        phases.add(new PodLife.Since(phase, now));
      }
    }

    String role() {
      return last.getMetadata().getLabels().getOrDefault("spark-role", "");
    }

    /** Spark gives it to the driver and to all that belongs to it. */
    String job() {
      return last.getMetadata().getLabels().getOrDefault("spark-app-selector", "");
    }

    boolean runs() {
      return goneAt == null
          && "Running".equals(last.getStatus().getPhase())
          && last.getMetadata().getDeletionTimestamp() == null;
    }

    PodLife seen() {
      return new PodLife(
          last.getMetadata().getName(),
          last.getMetadata().getUid(),
          role(),
          owner(last),
          Objects.requireNonNullElse(last.getSpec().getNodeName(), ""),
          last.getSpec().getContainers().get(0).getImage(),
          List.copyOf(phases),
          exitCode(),
          Optional.ofNullable(goneAt));
    }

    private Optional<Integer> exitCode() {
      return last.getStatus().getContainerStatuses().stream()
          .filter(container -> container.getState() != null)
          .flatMap(container -> Stream.ofNullable(container.getState().getTerminated()))
          .map(ContainerStateTerminated::getExitCode)
          .findFirst();
    }
  }

  /**
   * A Spark job as its pods showed it.
   *
   * @param executors in the order in which they appeared
   * @param mostAtOnce the largest number of executors that ran at the same moment
   */
  public record Job(Optional<PodLife> driver, List<PodLife> executors, int mostAtOnce) {

    /** The executors that were seen running. */
    public List<PodLife> executorsThatRan() {
      return executors.stream().filter(PodLife::ran).toList();
    }

    @Override
    public String toString() {
      return Texts.of(
          "driver: %s; executors: %s; at most %d ran at once",
          driver.map(PodLife::toString).orElse("none"), executors, mostAtOnce);
    }
  }

  /**
   * A pod of Spark from its first sight to its last, by the clock of this computer.
   *
   * @param role {@code driver} or {@code executor}
   * @param owner the uid of the object it belongs to, empty if none
   * @param node where it ran, empty if it was never placed
   * @param phases the phases it was seen in, in order, repeats left out
   * @param exitCode of its first container, once that has ended
   * @param goneAt when it was deleted, if it was
   */
  public record PodLife(
      String name,
      String uid,
      String role,
      String owner,
      String node,
      String image,
      List<Since> phases,
      Optional<Integer> exitCode,
      Optional<Instant> goneAt) {
    /** A phase and when it was first seen. */
    public record Since(String phase, Instant at) {}

    /** The names of its phases. */
    public List<String> states() {
      return phases.stream().map(Since::phase).toList();
    }

    /** Whether it was ever seen running. */
    public boolean ran() {
      return states().contains("Running");
    }

    @Override
    public String toString() {
      return Texts.of(
          "%s on %s: %s%s",
          name,
          node.isEmpty() ? "no node" : node,
          String.join(", ", states()),
          exitCode.map(code -> ", exit code " + code).orElse(""));
    }
  }
}

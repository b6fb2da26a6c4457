package kubetraining.artifact;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import kubetraining.artifact.Maker.Lane;
import org.jspecify.annotations.Nullable;

/**
 * Runs work in the order of its needs, as many at the same time as each lane takes; the first
 * failure ends all that is under way.
 */
final class Lanes implements AutoCloseable {
  /** Makes one artifact. */
  @FunctionalInterface
  interface Work {
    void on(Artifact artifact) throws Exception;
  }

  private record Ended(Artifact artifact, @Nullable Throwable failure) {}

  private static final int SECONDS_TO_END = 30;

  private final Map<Lane, ExecutorService> lanes = new EnumMap<>(Lane.class);
  private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();

  Lanes() {
    for (Lane lane : Lane.values()) {
      lanes.put(
          lane,
          Executors.newFixedThreadPool(
              lane.width,
              task -> {
                Thread thread = new Thread(task, "artifact-" + lane);
                thread.setDaemon(true);
                return thread;
              }));
    }
  }

  /** Runs {@code work} on all artifacts; needs that are not among them are there already. */
  void runAll(List<Artifact> artifacts, Work work) throws InterruptedException {
    Map<String, Artifact> waiting = new HashMap<>();
    artifacts.forEach(artifact -> waiting.put(artifact.id(), artifact));
    var unfinished = artifacts.stream().map(Artifact::id).collect(Collectors.toSet());
    submitReady(waiting, unfinished, work);
    while (!unfinished.isEmpty()) {
      Ended one = ended.take();
      if (one.failure() != null) {
        throw failureOf(one.artifact(), one.failure());
      }
      unfinished.remove(one.artifact().id());
      submitReady(waiting, unfinished, work);
    }
  }

  private void submitReady(Map<String, Artifact> waiting, Set<String> unfinished, Work work) {
    waiting.values().stream()
        .filter(a -> a.needs().stream().noneMatch(need -> unfinished.contains(need.id())))
        .sorted(Comparator.comparingLong((Artifact a) -> a.maker().weight()).reversed())
        .toList()
        .forEach(
            artifact -> {
              waiting.remove(artifact.id());
              lane(artifact).execute(() -> runOne(artifact, work));
            });
  }

  private ExecutorService lane(Artifact artifact) {
    return Objects.requireNonNull(lanes.get(artifact.maker().lane()));
  }

  private void runOne(Artifact artifact, Work work) {
    try {
      work.on(artifact);
      ended.add(new Ended(artifact, null));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ended.add(new Ended(artifact, e));
    } catch (Throwable e) {
      ended.add(new Ended(artifact, e));
    }
  }

  private static RuntimeException failureOf(Artifact artifact, Throwable failure) {
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new ArtifactException(failure, "artifact %s: %s", artifact.title(), failure);
  }

  /** Ends what is still under way and waits until it has put its things away. */
  @Override
  public void close() {
    lanes.values().forEach(ExecutorService::shutdownNow);
    try {
      for (ExecutorService lane : lanes.values()) {
        lane.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package kubetraining.artifact.make;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import kubetraining.artifact.make.Maker.Lane;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.host.Daemons;

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

  private static final int SECONDS_TO_END = 30;

  private final Map<Lane, ExecutorService> lanes = new EnumMap<>(Lane.class);
  private final BlockingQueue<Future<Artifact>> ended = new LinkedBlockingQueue<>();

  Lanes() {
    for (Lane lane : Lane.values()) {
      lanes.put(
          lane, Executors.newFixedThreadPool(lane.width, Daemons.threads("artifact-" + lane)));
    }
  }

  /** Runs {@code work} on all artifacts; needs that are not among them are there already. */
  void runAll(List<Artifact> artifacts, Work work) throws InterruptedException {
    Map<String, Artifact> waiting = new HashMap<>();
    artifacts.forEach(artifact -> waiting.put(artifact.id(), artifact));
    var unfinished = artifacts.stream().map(Artifact::id).collect(Collectors.toSet());
    submitReady(waiting, unfinished, work);
    while (!unfinished.isEmpty()) {
      try {
        unfinished.remove(ended.take().get().id());
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException unchecked
            ? unchecked
            : new ArtifactException(e.getCause(), "%s", e.getCause());
      }
      submitReady(waiting, unfinished, work);
    }
  }

  private void submitReady(Map<String, Artifact> waiting, Set<String> unfinished, Work work) {
    var ready =
        waiting.values().stream()
            .filter(a -> a.needs().stream().noneMatch(need -> unfinished.contains(need.id())))
            .sorted(Comparator.comparingLong((Artifact a) -> a.maker().weight()).reversed());
    for (Artifact artifact : ready.toList()) {
      waiting.remove(artifact.id());
      Callable<Artifact> task =
          () -> {
            work.on(artifact);
            return artifact;
          };
      var lane = Objects.requireNonNull(lanes.get(artifact.maker().lane()));
      new ExecutorCompletionService<>(lane, ended).submit(task);
    }
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

package kubetraining.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Runs phases, each as soon as those it comes after have ended, so that nothing waits for what it
 * does not need. When one fails, those that run are interrupted and no other starts.
 */
final class PhaseGraph {
  private final List<BootstrapPhase> phases;

  PhaseGraph(List<BootstrapPhase> phases) {
    this.phases = List.copyOf(phases);
    var known = new HashSet<Class<? extends BootstrapPhase>>();
    for (BootstrapPhase phase : phases) {
      if (!known.containsAll(phase.after())) {
        throw new IllegalArgumentException(
            Texts.of("phase '%s' comes after one that is not listed before it", phase.name()));
      }
      known.add(phase.getClass());
    }
  }

  /** What happens to a phase that may start. */
  @FunctionalInterface
  interface Start {
    void run(BootstrapPhase phase) throws Exception;
  }

  /**
   * Runs all phases to their end.
   *
   * @throws RuntimeException the first failure; others that followed are suppressed in it
   */
  void run(Start start) {
    new Execution(start).run();
  }

  private record Ending(BootstrapPhase phase, @Nullable Throwable failure, boolean stopped) {}

  private final class Execution {
    private final Start start;
    private final BlockingQueue<Ending> endings = new LinkedBlockingQueue<>();
    private final Set<Class<? extends BootstrapPhase>> ended = new HashSet<>();
    private final Set<BootstrapPhase> waiting = new HashSet<>(phases);
    private final Map<BootstrapPhase, Thread> running = new HashMap<>();
    private final List<Throwable> failures = new ArrayList<>();

    Execution(Start start) {
      this.start = start;
    }

    void run() {
      try {
        startAllThatMay();
        while (!running.isEmpty()) {
          take(endings.take());
        }
      } catch (InterruptedException e) {
        running.values().forEach(Thread::interrupt);
        Thread.currentThread().interrupt();
        throw new IllegalStateException(Texts.of("interrupted while %s", names()), e);
      }
      throwFirst();
    }

    private void take(Ending ending) {
      running.remove(ending.phase);
      if (ending.failure != null) {
        // Those that were told to stop fail as well, which explains nothing.
        if (!ending.stopped) {
          failures.add(ending.failure);
        }
        waiting.clear();
        running.values().forEach(Thread::interrupt);
        return;
      }
      ended.add(ending.phase.getClass());
      startAllThatMay();
    }

    private void startAllThatMay() {
      for (BootstrapPhase phase : phases) {
        if (waiting.contains(phase) && ended.containsAll(phase.after())) {
          waiting.remove(phase);
          var thread = new Thread(() -> runOne(phase), phase.name());
          thread.setDaemon(true);
          running.put(phase, thread);
          thread.start();
        }
      }
    }

    private void runOne(BootstrapPhase phase) {
      try {
        start.run(phase);
        endings.add(new Ending(phase, null, false));
      } catch (Throwable e) {
        // Even an Error must reach the thread that waits for this phase, or it waits for ever.
        endings.add(new Ending(phase, e, Thread.currentThread().isInterrupted()));
      }
    }

    private List<String> names() {
      return running.keySet().stream().map(BootstrapPhase::name).toList();
    }

    private void throwFirst() {
      if (failures.isEmpty()) {
        return;
      }
      Throwable first = failures.get(0);
      failures.stream().skip(1).filter(other -> other != first).forEach(first::addSuppressed);
      if (first instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (first instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(first.getMessage(), first);
    }
  }
}

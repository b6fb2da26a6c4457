package kubetraining.remote;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Function;
import kubetraining.host.Daemons;
import kubetraining.host.Texts;

/** Work on several things at once, a thread each; none of them keeps the program from ending. */
public final class AtOnce {
  private AtOnce() {}

  /**
   * Does the same with each, and waits for all.
   *
   * @param name what a thing is called, for instance that of a machine
   * @return what came of each, in their order
   * @throws RuntimeException the first failure; the others are suppressed in it
   */
  public static <T, R> Map<T, R> each(
      Collection<? extends T> all, Function<? super T, String> name, Function<? super T, R> work) {
    var begun = new LinkedHashMap<T, FutureTask<R>>();
    all.forEach(
        one -> begun.put(one, Daemons.begin("on " + name.apply(one), () -> work.apply(one))));
    var results = new LinkedHashMap<T, R>();
    var failures = new ArrayList<Throwable>();
    try {
      for (var task : begun.entrySet()) {
        try {
          results.put(task.getKey(), task.getValue().get());
        } catch (ExecutionException e) {
          failures.add(e.getCause());
        }
      }
    } catch (InterruptedException e) {
      begun.values().forEach(task -> task.cancel(true));
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          Texts.of("interrupted while working on %s", all.stream().map(name).toList()), e);
    }
    throwFirst(failures);
    return results;
  }

  /** As {@link #each}, on machines, for work that returns nothing. */
  public static void on(Collection<? extends RemoteShell> shells, Consumer<RemoteShell> work) {
    each(
        shells,
        RemoteShell::machine,
        shell -> {
          work.accept(shell);
          return true;
        });
  }

  /**
   * A piece of work.
   *
   * @param after the names of those that must have ended before, which are listed before it
   */
  public record Step<T>(String name, Consumer<T> work, List<String> after) {
    public Step(String name, Consumer<T> work, String... after) {
      this(name, work, List.of(after));
    }
  }

  /**
   * Does steps as soon as they may be done. When one fails those that run are interrupted, and no
   * other begins.
   *
   * @throws RuntimeException the first failure; others that are not for the interrupt are
   *     suppressed in it
   */
  public static <T> void inOrder(List<Step<T>> steps, Consumer<Step<T>> work) {
    var ends = new HashMap<String, CountDownLatch>();
    var threads = new ArrayList<Thread>();
    var failures = new ConcurrentLinkedQueue<Throwable>();
    for (Step<T> step : steps) {
      var before = step.after().stream().map(ends::get).toList();
      var end = new CountDownLatch(1);
      ends.put(step.name(), end);
      Runnable piece =
          () -> {
            try {
              for (CountDownLatch each : before) {
                each.await();
              }
              work.accept(step);
              end.countDown();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt(); // told to stop before it began
            } catch (RuntimeException | Error e) {
              // Those that were told to stop fail as well, which explains nothing.
              if (!Thread.currentThread().isInterrupted()) {
                failures.add(e);
                threads.forEach(Thread::interrupt);
              }
            }
          };
      threads.add(Daemons.thread(step.name(), piece));
    }
    runAll(threads);
    throwFirst(failures);
  }

  private static void runAll(List<Thread> threads) {
    threads.forEach(Thread::start);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      threads.forEach(Thread::interrupt);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while it was under way", e);
    }
  }

  private static void throwFirst(Collection<Throwable> failures) {
    var all = new ArrayList<>(failures);
    if (all.isEmpty()) {
      return;
    }
    Throwable first = all.remove(0);
    all.stream().filter(other -> other != first).forEach(first::addSuppressed);
    throw Daemons.unchecked(first);
  }
}

package kubetraining.remote;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import kubetraining.host.Texts;

/** Does the same on several machines at once, and tells of every machine where it failed. */
public final class EveryMachine {
  private final List<RemoteShell> shells;

  public EveryMachine(Collection<? extends RemoteShell> shells) {
    this.shells = List.copyOf(shells);
  }

  /**
   * Runs {@code work} on all machines, a thread each, and waits for all of them.
   *
   * @return what each returned, by the machine's name, in the order of the machines
   * @throws RuntimeException the first failure; those of other machines are suppressed in it
   */
  public <R> Map<String, R> get(Function<RemoteShell, R> work) {
    var started = new LinkedHashMap<String, CompletableFuture<R>>();
    var threads = new ArrayList<Thread>();
    for (RemoteShell shell : shells) {
      var outcome = new CompletableFuture<R>();
      var thread = new Thread(() -> complete(outcome, shell, work), "on " + shell.machine());
      thread.setDaemon(true);
      started.put(shell.machine(), outcome);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
    try {
      return collected(started);
    } catch (InterruptedException e) {
      threads.forEach(Thread::interrupt);
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          Texts.of("interrupted while working on %s", started.keySet()), e);
    }
  }

  /** As {@link #get}, for work that returns nothing. */
  public void run(Consumer<RemoteShell> work) {
    get(
        shell -> {
          work.accept(shell);
          return true;
        });
  }

  private static <R> void complete(
      CompletableFuture<R> outcome, RemoteShell shell, Function<RemoteShell, R> work) {
    try {
      outcome.complete(work.apply(shell));
    } catch (RuntimeException | Error e) {
      outcome.completeExceptionally(e);
    }
  }

  private static <R> Map<String, R> collected(Map<String, CompletableFuture<R>> started)
      throws InterruptedException {
    var results = new LinkedHashMap<String, R>();
    var failures = new ArrayList<Throwable>();
    for (var entry : started.entrySet()) {
      try {
        results.put(entry.getKey(), entry.getValue().get());
      } catch (ExecutionException e) {
        failures.add(e.getCause());
      }
    }
    if (failures.isEmpty()) {
      return results;
    }
    Throwable first = failures.remove(0);
    failures.forEach(first::addSuppressed);
    if (first instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (first instanceof Error error) {
      throw error;
    }
    throw new CompletionException(first);
  }
}

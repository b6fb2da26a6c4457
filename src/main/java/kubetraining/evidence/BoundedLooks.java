package kubetraining.evidence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kubetraining.host.Daemons;
import kubetraining.host.Texts;

/**
 * Looks that must not cost much: each has its limit, and all of them together have theirs. What
 * does not answer is noted, not waited for.
 */
final class BoundedLooks implements AutoCloseable {
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Daemons.threads("evidence"));
  private final List<String> missing = new ArrayList<>();
  private final Duration each;
  private final long end;

  BoundedLooks(Duration each, Duration all) {
    this.each = each;
    this.end = System.nanoTime() + all.toNanos();
  }

  /**
   * One that was begun.
   *
   * @param until when its limit is reached, whether or not somebody has asked for it by then
   */
  record Begun<T>(String what, Future<T> look, long until) {}

  /** Begins to look; several may be under way at once. */
  <T> Begun<T> begin(String what, Callable<T> look) {
    return new Begun<>(what, threads.submit(look), System.nanoTime() + each.toNanos());
  }

  /** What it saw, or nothing, and then it is noted why. */
  <T> Optional<T> see(Begun<T> begun) {
    long left = Math.max(0, Math.min(begun.until(), end) - System.nanoTime());
    try {
      return Optional.ofNullable(begun.look().get(left, TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      begun.look().cancel(true);
      missing.add(Texts.of("%s: no answer within %d s", begun.what(), each.toSeconds()));
    } catch (ExecutionException e) {
      missing.add(Texts.of("%s: %s", begun.what(), e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      missing.add(begun.what() + ": interrupted");
    }
    return Optional.empty();
  }

  /** Looks, unless all time is used up. */
  <T> Optional<T> see(String what, Callable<T> look) {
    if (System.nanoTime() >= end || Thread.currentThread().isInterrupted()) {
      missing.add(what + ": no time was left");
      return Optional.empty();
    }
    return see(begin(what, look));
  }

  /** Everything that could not be seen, and why. */
  List<String> missing() {
    return List.copyOf(missing);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

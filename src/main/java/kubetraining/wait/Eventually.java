package kubetraining.wait;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Looks until what is seen satisfies, the limit is reached, or there is no hope left. */
public final class Eventually {
  private final WaitLedger ledger;
  private final Duration limit;
  private final Duration poll;

  Eventually(WaitLedger ledger, Duration limit, Duration poll) {
    this.ledger = ledger;
    this.limit = limit;
    this.poll = poll;
  }

  /** The same wait, looking at another interval. */
  public Eventually every(Duration interval) {
    return new Eventually(ledger, limit, interval);
  }

  /** As {@link #see(String, Callable, Predicate, Function)}, never giving up early. */
  public <T> T see(String what, Callable<T> look, Predicate<? super T> satisfied) {
    return see(what, look, satisfied, seen -> Optional.empty());
  }

  /**
   * Waits until {@code look} returns something that satisfies.
   *
   * @param what what is awaited, as the report and the console show it
   * @param look one bounded, read-only look; an exception ends the wait at once
   * @param hopeless why this can no longer come true, or empty while it still can
   * @return what was seen when it satisfied
   * @throws WaitTimeoutException when the limit is reached
   * @throws HopelessException when {@code hopeless} gave a reason
   */
  public <T> T see(
      String what,
      Callable<T> look,
      Predicate<? super T> satisfied,
      Function<? super T, Optional<String>> hopeless) {
    var last = new AtomicReference<T>();
    var polls = new AtomicInteger();
    long start = System.nanoTime();
    boolean came = false;
    try {
      T seen =
          Awaitility.await(what)
              .atMost(limit)
              .pollDelay(Duration.ZERO)
              .pollInterval(poll)
              .pollInSameThread()
              .until(
                  () -> {
                    T now = look.call();
                    polls.incrementAndGet();
                    last.set(now);
                    if (!satisfied.test(now)) {
                      hopeless
                          .apply(now)
                          .ifPresent(
                              why -> {
                                throw new HopelessException(what, why);
                              });
                    }
                    return now;
                  },
                  satisfied);
      came = true;
      return seen;
    } catch (ConditionTimeoutException e) {
      throw new WaitTimeoutException(what, limit, polls.get(), String.valueOf(last.get()), e);
    } finally {
      ledger.add(
          new WaitRecord(
              what,
              limit,
              Duration.ofNanos(System.nanoTime() - start),
              polls.get(),
              came,
              last.get() == null ? "" : String.valueOf(last.get())));
    }
  }
}

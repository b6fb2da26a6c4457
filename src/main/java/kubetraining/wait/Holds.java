package kubetraining.wait;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Looks for a whole length of time and fails at the first look that contradicts the claim. */
public final class Holds {
  private final WaitLedger ledger;
  private final Duration length;
  private final Duration poll;

  Holds(WaitLedger ledger, Duration length, Duration poll) {
    this.ledger = ledger;
    this.length = length;
    this.poll = poll;
  }

  /** The same claim, looked at on another interval. */
  public Holds every(Duration interval) {
    return new Holds(ledger, length, interval);
  }

  /**
   * Asserts that every look within the length satisfies.
   *
   * @throws AssertionError naming the observation that contradicted, and when
   */
  public <T> T see(String what, Callable<T> look, Predicate<? super T> claim) {
    var last = new AtomicReference<T>();
    var polls = new AtomicInteger();
    long start = System.nanoTime();
    boolean held = false;
    try {
      Awaitility.await(what)
          .pollDelay(Duration.ZERO)
          .pollInterval(poll)
          .pollInSameThread()
          .during(length)
          .atMost(length.multipliedBy(2).plusSeconds(30))
          .until(
              () -> {
                T now = look.call();
                polls.incrementAndGet();
                last.set(now);
                if (!claim.test(now)) {
                  throw new AssertionError(
                      "%s: did not hold for %d s; after %.1f s was seen: %s"
                          .formatted(what, length.toSeconds(), secondsSince(start), now));
                }
                return true;
              });
      held = true;
      return last.get();
    } catch (ConditionTimeoutException e) {
      throw new WaitTimeoutException(what, length, polls.get(), String.valueOf(last.get()), e);
    } finally {
      ledger.add(
          new WaitRecord(
              what,
              length,
              Duration.ofNanos(System.nanoTime() - start),
              polls.get(),
              held,
              last.get() == null ? "" : String.valueOf(last.get())));
    }
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}

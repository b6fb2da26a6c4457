package kubetraining.wait;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
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
    try (var looks = new Looks<>(ledger, what, false, limit, look)) {
      try {
        Awaitility.await(what)
            .atMost(limit)
            .pollDelay(Duration.ZERO)
            .pollInterval(poll)
            .pollInSameThread()
            .until(() -> came(what, looks.next(), satisfied, hopeless));
      } catch (ConditionTimeoutException e) {
        throw looks.timeout(e);
      }
      return looks.satisfied();
    }
  }

  private static <T> boolean came(
      String what,
      T seen,
      Predicate<? super T> satisfied,
      Function<? super T, Optional<String>> hopeless) {
    if (satisfied.test(seen)) {
      return true;
    }
    hopeless
        .apply(seen)
        .ifPresent(
            why -> {
              throw new HopelessException(what, why);
            });
    return false;
  }
}

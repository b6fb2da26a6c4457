package kubetraining.wait;

import java.time.Duration;
import java.util.concurrent.Callable;
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
    try (var looks = new Looks<>(ledger, what, true, length, look)) {
      try {
        Awaitility.await(what)
            .pollDelay(Duration.ZERO)
            .pollInterval(poll)
            .pollInSameThread()
            .during(length)
            .atMost(length.multipliedBy(2).plusSeconds(30))
            .until(() -> holds(what, looks, claim));
      } catch (ConditionTimeoutException e) {
        throw looks.timeout(e);
      }
      return looks.satisfied();
    }
  }

  private <T> boolean holds(String what, Looks<T> looks, Predicate<? super T> claim)
      throws Exception {
    T now = looks.next();
    if (!claim.test(now)) {
      throw new AssertionError(
          "%s: did not hold for %d s; after %.1f s was seen: %s"
              .formatted(what, length.toSeconds(), looks.took().toMillis() / 1000.0, now));
    }
    return true;
  }
}

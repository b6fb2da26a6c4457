package kubetraining.wait;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import kubetraining.host.Texts;
import org.awaitility.Awaitility;

/** Looks for a whole length of time and fails at the first look that contradicts the claim. */
public record Holds(Waits waits, Duration length, Duration poll) {
  /** The same claim, looked at on another interval. */
  public Holds every(Duration interval) {
    return new Holds(waits, length, interval);
  }

  /**
   * Asserts that every look within the length satisfies.
   *
   * @throws Unmet naming the observation that contradicted, and when
   */
  public <T> T see(String what, Callable<T> look, Predicate<? super T> claim) {
    var looks = new Looks<>(waits, what, true, length, look);
    // A look that fails shows neither; then the length begins again.
    return looks.until(
        Awaitility.await(what)
            .pollInterval(poll)
            .during(length)
            .atMost(length.multipliedBy(2).plusSeconds(30)),
        now -> holds(what, looks, now, claim));
  }

  private <T> boolean holds(String what, Looks<T> looks, T now, Predicate<? super T> claim) {
    if (!claim.test(now)) {
      String whole = WaitTimeoutException.seconds(length);
      String after = Texts.of("after %s: %s", WaitTimeoutException.seconds(looks.took()), now);
      String message = Texts.of("%s: this did not hold for %s; seen %s", what, whole, after);
      var fault = waits.fault(Fault.CONTRADICTED);
      throw new Unmet(fault, Texts.of("%s for %s", what, whole), after, message, null);
    }
    return true;
  }
}

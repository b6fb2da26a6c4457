package kubetraining.wait;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import kubetraining.host.Texts;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.pollinterval.FixedPollInterval;
import org.awaitility.pollinterval.PollInterval;

/**
 * Looks until what is seen satisfies, the limit is reached, or there is no hope left; or, if it has
 * to hold, for the whole limit, and fails at the first look that contradicts the claim.
 */
public record Wait(Waits waits, boolean holding, Duration limit, PollInterval poll) {
  /** The same wait, looking at another interval. */
  public Wait every(Duration interval) {
    return new Wait(waits, holding, limit, new FixedPollInterval(interval));
  }

  /** As {@link #see(String, Callable, Predicate, Function)}, never giving up early. */
  public <T> T see(String what, Callable<T> look, Predicate<? super T> satisfied) {
    return see(what, look, satisfied, seen -> Optional.empty());
  }

  /**
   * Waits until {@code look} returns something that satisfies, or sees that every look does.
   *
   * @param what what is awaited, as the report and the console show it
   * @param look one bounded, read-only look; an exception ends the wait at once, unless it passes
   *     by itself
   * @param hopeless why this can no longer come true, or empty while it still can
   * @return what was seen when it satisfied
   * @throws WaitTimeoutException when the limit is reached
   * @throws LabFaultException when looks fail, and go on to fail
   * @throws Unmet when {@code hopeless} gave a reason, or what has to hold was contradicted
   */
  public <T> T see(
      String what,
      Callable<T> look,
      Predicate<? super T> satisfied,
      Function<? super T, Optional<Hopeless>> hopeless) {
    var looks = new Looks<>(this, what, look);
    return looks.until(
        condition(what),
        seen -> {
          if (satisfied.test(seen)) {
            return true;
          }
          if (holding) {
            throw contradicted(what, looks.took(), seen);
          }
          hopeless.apply(seen).ifPresent(reason -> giveUp(what, reason));
          return false;
        });
  }

  private ConditionFactory condition(String what) {
    var wait = Awaitility.await(what).pollInterval(poll);
    // A look that fails shows neither; then the length begins again.
    return holding
        ? wait.during(limit).atMost(limit.multipliedBy(2).plusSeconds(30))
        : wait.atMost(limit);
  }

  private Unmet contradicted(String what, Duration took, Object seen) {
    String whole = WaitTimeoutException.seconds(limit);
    String after = Texts.of("after %s: %s", WaitTimeoutException.seconds(took), seen);
    String message = Texts.of("%s: this did not hold for %s; seen %s", what, whole, after);
    var fault = waits.fault(Fault.CONTRADICTED);
    return new Unmet(fault, Texts.of("%s for %s", what, whole), after, message, null);
  }

  private void giveUp(String what, Hopeless reason) {
    String message = Texts.of("gave up waiting for %s: %s", what, reason.why());
    throw new Unmet(waits.fault(reason.fault()), what, reason.why(), message, null);
  }
}

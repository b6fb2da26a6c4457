package kubetraining.wait;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import kubetraining.host.Texts;
import org.awaitility.Awaitility;
import org.awaitility.pollinterval.FixedPollInterval;
import org.awaitility.pollinterval.PollInterval;

/** Looks until what is seen satisfies, the limit is reached, or there is no hope left. */
public record Eventually(Waits waits, Duration limit, PollInterval poll) {
  /** The same wait, looking at another interval. */
  public Eventually every(Duration interval) {
    return new Eventually(waits, limit, new FixedPollInterval(interval));
  }

  /** As {@link #see(String, Callable, Predicate, Function)}, never giving up early. */
  public <T> T see(String what, Callable<T> look, Predicate<? super T> satisfied) {
    return see(what, look, satisfied, seen -> Optional.empty());
  }

  /**
   * Waits until {@code look} returns something that satisfies.
   *
   * @param what what is awaited, as the report and the console show it
   * @param look one bounded, read-only look; an exception ends the wait at once, unless it passes
   *     by itself
   * @param hopeless why this can no longer come true, or empty while it still can
   * @return what was seen when it satisfied
   * @throws WaitTimeoutException when the limit is reached
   * @throws LabFaultException when looks fail, and go on to fail
   * @throws Unmet when {@code hopeless} gave a reason
   */
  public <T> T see(
      String what,
      Callable<T> look,
      Predicate<? super T> satisfied,
      Function<? super T, Optional<Hopeless>> hopeless) {
    return new Looks<>(waits, what, false, limit, look)
        .until(
            Awaitility.await(what).atMost(limit).pollInterval(poll),
            seen -> {
              if (!satisfied.test(seen)) {
                hopeless.apply(seen).ifPresent(reason -> giveUp(what, reason));
                return false;
              }
              return true;
            });
  }

  private void giveUp(String what, Hopeless reason) {
    String message = Texts.of("gave up waiting for %s: %s", what, reason.why());
    throw new Unmet(waits.fault(reason.fault()), what, reason.why(), message, null);
  }
}

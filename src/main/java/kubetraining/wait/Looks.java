package kubetraining.wait;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import kubetraining.host.Texts;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** The looks of one wait; when it ends they become its record in the ledger. */
final class Looks<T> {
  private final Wait wait;
  private final Waits waits;
  private final String what;
  private final Callable<T> look;
  private final long start = System.nanoTime();
  private int polls;
  private boolean anySeen;
  private String first = "";
  private String last = "";
  private @Nullable T seen;
  private @Nullable Throwable trouble;
  private boolean blind;
  private long troubleSince;

  Looks(Wait wait, String what, Callable<T> look) {
    this.wait = wait;
    this.waits = wait.waits();
    this.what = what;
    this.look = look;
  }

  /**
   * Looks once, and judges what it saw; judging may ask the lab, too.
   *
   * @return what {@code judge} said; false if the look failed in a way that passes by itself
   * @throws LabFaultException if looks have failed so for too long
   */
  private boolean next(Predicate<? super T> judge) throws Exception {
    boolean judged;
    int before = polls;
    try {
      seen = look.call();
      polls++;
      anySeen = true;
      note(String.valueOf(seen));
      judged = judge.test(seen);
    } catch (Exception e) {
      if (!waits.passing().may(e)) {
        throw e;
      }
      polls = before + 1;
      troubled(e);
      return false;
    }
    waits.passing().outage().set(false);
    trouble = null;
    return judged;
  }

  private void troubled(Exception failure) {
    if (trouble == null) {
      troubleSince = System.nanoTime();
    }
    trouble = failure;
    blind = true;
    note("the look failed: " + inWords(failure));
    var since = Duration.ofNanos(System.nanoTime() - troubleSince);
    if (since.compareTo(waits.passing().patience()) >= 0) {
      waits.passing().outage().set(true);
      throw new LabFaultException(
          "an answer from the lab while waiting for " + what,
          Texts.of(
              "every look failed for %s, most recently with: %s",
              WaitTimeoutException.seconds(since), inWords(failure)),
          failure);
    }
  }

  private void note(String words) {
    if (polls == 1) {
      first = words;
    }
    last = words;
  }

  /**
   * Looks until the wait has come true, and returns what was seen last.
   *
   * @throws WaitTimeoutException when it has not
   */
  @Nullable T until(ConditionFactory condition, Predicate<? super T> judge) {
    boolean satisfied = false;
    try {
      condition.pollDelay(Duration.ZERO).pollInSameThread().until(() -> next(judge));
      satisfied = true;
      return seen;
    } catch (ConditionTimeoutException e) {
      throw timeout(e);
    } finally {
      waits.ledger().add(record(satisfied));
    }
  }

  private WaitRecord record(boolean satisfied) {
    return new WaitRecord(
        what, wait.holding(), wait.limit(), took(), polls, satisfied, first, last);
  }

  Duration took() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Where nobody could look, nobody can say that it was not so: that is a fault of the lab. */
  private WaitTimeoutException timeout(Throwable cause) {
    boolean nobodyLooked = polls > 0 && !anySeen;
    var fault = nobodyLooked || (wait.holding() && blind) ? Fault.LAB : waits.fault(Fault.TOO_LATE);
    var why = trouble == null ? cause : trouble;
    return new WaitTimeoutException(
        fault, what, wait.limit(), polls, last.isEmpty() ? "nothing" : last, why);
  }

  private static String inWords(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.toString() : message.strip();
  }
}

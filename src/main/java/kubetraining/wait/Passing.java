package kubetraining.wait;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Which failures of a look pass by themselves, and how long they are tolerated. A connection that
 * was reset is no answer; it says nothing about what is awaited.
 *
 * @param outage whether the lab has failed; it is shared by all waits, so that after that none
 *     tolerates the next failure as long again
 */
record Passing(Predicate<Throwable> judge, Duration longest, AtomicBoolean outage) {
  /** Nothing passes: a look that fails ends its wait. */
  static final Passing NONE = new Passing(failure -> false, Duration.ZERO);

  Passing(Predicate<Throwable> judge, Duration longest) {
    this(judge, longest, new AtomicBoolean());
  }

  boolean may(Throwable failure) {
    return !Thread.currentThread().isInterrupted() && judge.test(failure);
  }

  /** How long looks may go on failing before it counts as an outage. */
  Duration patience() {
    return outage.get() ? Duration.ZERO : longest;
  }
}

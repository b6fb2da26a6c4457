package kubetraining.wait;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Which failures of a look pass by themselves, and how long they are tolerated. A connection that
 * was reset is no answer; it says nothing about what is awaited.
 */
final class Passing {
  /** Nothing passes: a look that fails ends its wait. */
  static final Passing NONE = new Passing(failure -> false, Duration.ZERO);

  private final Predicate<Throwable> judge;
  private final Duration patience;
  // Shared by all waits: after an outage was declared no wait tolerates the next failure as long
  // again.
  private final AtomicBoolean outage = new AtomicBoolean();

  Passing(Predicate<Throwable> judge, Duration patience) {
    this.judge = judge;
    this.patience = patience;
  }

  boolean may(Throwable failure) {
    return !Thread.currentThread().isInterrupted() && judge.test(failure);
  }

  /** How long looks may go on failing before it counts as an outage. */
  Duration patience() {
    return outage.get() ? Duration.ZERO : patience;
  }

  void outage() {
    outage.set(true);
  }

  void answered() {
    outage.set(false);
  }
}

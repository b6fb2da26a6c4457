package kubetraining.wait;

import static org.awaitility.pollinterval.IterativePollInterval.iterative;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.awaitility.pollinterval.FixedPollInterval;

/** The way into waiting: each wait starts here, so that each one lands in the ledger. */
public record Waits(
    WaitLedger ledger,
    double factor,
    boolean lab,
    Passing passing,
    AtomicReference<Optional<Duration>> ceiling,
    Duration slowest) {
  private static final Duration SOON = Duration.ofMillis(50);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration CALM = Duration.ofSeconds(3);

  /** Waits of which no report tells. */
  public Waits() {
    this(new WaitLedger());
  }

  public Waits(WaitLedger ledger) {
    this(ledger, 1, false, Passing.NONE, new AtomicReference<>(Optional.empty()), POLL);
  }

  /**
   * No wait for something to come true lasts longer from now on, whatever its limit, until this is
   * set again; empty takes it back. It holds for all waits that were made of the same.
   */
  public void ceiling(Optional<Duration> longest) {
    ceiling.set(longest);
  }

  /** The same waits, with limits so many times as long: a slow lab needs more patience. */
  public Waits times(double by) {
    return new Waits(ledger, factor * by, lab, passing, ceiling, slowest);
  }

  /**
   * The same waits, that look every three seconds at most: for what a person does in their own
   * time.
   */
  public Waits calm() {
    return new Waits(ledger, factor, lab, passing, ceiling, CALM);
  }

  /** Waits for what the lab itself does; if it does not come true, nobody else is to blame. */
  public Waits ofLab() {
    return new Waits(ledger, factor, true, passing, ceiling, slowest);
  }

  /**
   * Waits that go on when a look fails in a way that passes by itself.
   *
   * @param passes whether a failure is of that kind
   * @param patience how long looks may fail without a break; after that the lab has failed
   */
  public Waits bearing(Predicate<Throwable> passes, Duration patience) {
    return new Waits(ledger, factor, lab, new Passing(passes, patience), ceiling, slowest);
  }

  /** A wait for something to come true, looked at often at first, then ever less. */
  public Wait upTo(Duration limit) {
    Duration most = scaled(limit);
    return new Wait(
        this,
        false,
        ceiling.get().filter(each -> each.compareTo(most) < 0).orElse(most),
        // What is quick is seen at once, and what takes long is not asked too often.
        iterative(this::longer, slowest.equals(CALM) ? POLL : SOON));
  }

  /** The limit of a command on a slow lab; patience makes none of them shorter. */
  public Duration patient(Duration limit) {
    return factor > 1 ? scaled(limit) : limit;
  }

  private Duration scaled(Duration limit) {
    return Duration.ofMillis(Math.round(limit.toMillis() * factor));
  }

  /** A claim that must stay true for the whole of {@code length}. */
  public Wait holding(Duration length) {
    return new Wait(this, true, length, new FixedPollInterval(POLL));
  }

  private Duration longer(Duration interval) {
    Duration next = interval.multipliedBy(3).dividedBy(2);
    return next.compareTo(slowest) < 0 ? next : slowest;
  }

  Fault fault(Fault ofScenario) {
    return lab ? Fault.LAB : ofScenario;
  }

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
}

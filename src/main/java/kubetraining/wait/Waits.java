package kubetraining.wait;

import java.time.Duration;

/** The way into waiting: each wait starts here, so that each one lands in the ledger. */
public final class Waits {
  private static final Duration POLL = Duration.ofMillis(250);
  private final WaitLedger ledger;

  public Waits(WaitLedger ledger) {
    this.ledger = ledger;
  }

  public WaitLedger ledger() {
    return ledger;
  }

  /** A wait for something to come true, looked at four times a second. */
  public Eventually upTo(Duration limit) {
    return new Eventually(ledger, limit, POLL);
  }

  /** A claim that must stay true for the whole of {@code length}. */
  public Holds holding(Duration length) {
    return new Holds(ledger, length, POLL);
  }
}

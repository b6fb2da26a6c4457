package kubetraining.wait;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The looks of one wait; when it ends they become its record in the ledger. */
final class Looks<T> implements AutoCloseable {
  private final WaitLedger ledger;
  private final String what;
  private final boolean holding;
  private final Duration limit;
  private final Callable<T> look;
  private final long start = System.nanoTime();
  private int polls;
  private String first = "";
  private @Nullable T last;
  private boolean satisfied;

  Looks(WaitLedger ledger, String what, boolean holding, Duration limit, Callable<T> look) {
    this.ledger = ledger;
    this.what = what;
    this.holding = holding;
    this.limit = limit;
    this.look = look;
  }

  T next() throws Exception {
    T now = look.call();
    if (polls++ == 0) {
      first = String.valueOf(now);
    }
    last = now;
    return now;
  }

  /** The wait came true; the answer is what was seen last. */
  @Nullable T satisfied() {
    satisfied = true;
    return last;
  }

  Duration took() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  WaitTimeoutException timeout(Throwable cause) {
    return new WaitTimeoutException(what, limit, polls, String.valueOf(last), cause);
  }

  @Override
  public void close() {
    ledger.add(
        new WaitRecord(
            what,
            holding,
            limit,
            took(),
            polls,
            satisfied,
            first,
            last == null ? "" : String.valueOf(last)));
  }
}

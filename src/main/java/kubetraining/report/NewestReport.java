package kubetraining.report;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import kubetraining.host.Daemons;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands reports on beside the run, so that no scenario waits until all files are written that are
 * made of them. One that is out of date before its turn comes is left out. The report of a run that
 * has ended is handed on at once, and nothing after it but a newer one of that kind.
 */
public final class NewestReport implements Consumer<ProgressReport> {
  private static final Logger log = LoggerFactory.getLogger(NewestReport.class);
  private final List<Consumer<ProgressReport>> readers;
  private final Executor beside;
  private final AtomicReference<@Nullable ProgressReport> waiting = new AtomicReference<>();
  private boolean ended;

  /**
   * @param readers are told one after the other, never two reports at a time
   * @param beside where they are told, as in {@link #thread}
   */
  public NewestReport(List<Consumer<ProgressReport>> readers, Executor beside) {
    this.readers = List.copyOf(readers);
    this.beside = beside;
  }

  /** A thread that does not keep the program from ending. */
  public static Executor thread() {
    return Executors.newSingleThreadExecutor(Daemons.threads("report"));
  }

  @Override
  public void accept(ProgressReport report) {
    if (report.run().endedAt() != null) {
      handOnLast(report);
    } else if (waiting.getAndSet(report) == null) {
      beside.execute(this::handOnWaiting);
    }
  }

  /** Returns when every report that was accepted has been handed on, or left out. */
  public synchronized void catchUp() {
    // Taken under the lock, so that none is on its way to the readers when somebody else has it.
    var next = waiting.getAndSet(null);
    if (next != null && !ended) {
      readers.forEach(each -> each.accept(next));
    }
  }

  private synchronized void handOnLast(ProgressReport report) {
    ended = true;
    waiting.set(null);
    readers.forEach(each -> each.accept(report));
  }

  private void handOnWaiting() {
    try {
      catchUp();
    } catch (RuntimeException e) {
      log.error("what is made from the report is not up to date", e);
    }
  }
}

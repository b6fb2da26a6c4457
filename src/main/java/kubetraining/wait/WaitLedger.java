package kubetraining.wait;

import java.util.ArrayList;
import java.util.List;

/** Every wait of a run, in order; the report takes those of a scenario when it ends. */
public final class WaitLedger {
  private final List<WaitRecord> records = new ArrayList<>();

  synchronized void add(WaitRecord record) {
    records.add(record);
  }

  /** The waits since the last call, oldest first. */
  public synchronized List<WaitRecord> takeAll() {
    var taken = List.copyOf(records);
    records.clear();
    return taken;
  }
}

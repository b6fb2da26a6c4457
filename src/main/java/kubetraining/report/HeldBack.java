package kubetraining.report;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Holds work back that can wait, while a person waits for something else. */
public final class HeldBack implements Executor {
  private final Executor then;
  private @Nullable List<Runnable> held = new ArrayList<>();

  /**
   * @param then does the work, once it may begin
   */
  public HeldBack(Executor then) {
    this.then = then;
  }

  @Override
  public synchronized void execute(Runnable work) {
    if (held == null) {
      then.execute(work);
    } else {
      held.add(work);
    }
  }

  /** From now on work is done at once; what was held back comes first. Safe to repeat. */
  public synchronized void begin() {
    var waited = held;
    held = null;
    if (waited != null) {
      waited.forEach(then::execute);
    }
  }
}

package kubetraining.lab;

import java.util.ArrayDeque;
import java.util.Deque;

/** Undoes what was done, newest first. One failure never hides the next. */
public final class Teardown implements AutoCloseable {
  private final Deque<Undo> undos = new ArrayDeque<>();

  /** An undo: safe to run more than once. */
  @FunctionalInterface
  public interface Step {
    void run() throws Exception;
  }

  private record Undo(String what, Step step) {}

  /** Registers the undo of what was just made; {@code what} completes "could not ...". */
  public synchronized void push(String what, Step step) {
    undos.push(new Undo(what, step));
  }

  /** Forgets all undos: what was made is kept. */
  public synchronized void keep() {
    undos.clear();
  }

  @Override
  public synchronized void close() {
    var failure = new IllegalStateException("teardown incomplete, look for leftovers");
    while (!undos.isEmpty()) {
      Undo undo = undos.pop();
      try {
        undo.step().run();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        failure.addSuppressed(
            new IllegalStateException("interrupted: could not " + undo.what(), e));
      } catch (Exception e) {
        failure.addSuppressed(new IllegalStateException("could not " + undo.what(), e));
      }
    }
    if (failure.getSuppressed().length > 0) {
      throw failure;
    }
  }
}

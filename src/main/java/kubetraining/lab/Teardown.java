package kubetraining.lab;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.stream.Collectors;
import kubetraining.host.Texts;

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
    var failures = new ArrayList<Exception>();
    while (!undos.isEmpty()) {
      Undo undo = undos.pop();
      try {
        undo.step().run();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        failures.add(failure("interrupted: could not " + undo.what(), e));
      } catch (Exception | AssertionError e) {
        // Also what an undo looks at may not be as it should; that must not hide the next one.
        failures.add(failure("could not " + undo.what(), e));
      }
    }
    if (!failures.isEmpty()) {
      var words = failures.stream().map(Exception::getMessage).collect(Collectors.joining("; "));
      var all = new IllegalStateException("teardown incomplete, look for leftovers: " + words);
      failures.forEach(all::addSuppressed);
      throw all;
    }
  }

  private static IllegalStateException failure(String what, Throwable cause) {
    return new IllegalStateException(Texts.of("%s: %s", what, cause.getMessage()), cause);
  }
}

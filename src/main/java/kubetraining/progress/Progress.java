package kubetraining.progress;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * Tells a person what is going on while something long happens. Implementations are thread-safe:
 * phases run side by side. What one does not say for itself is told to nobody.
 */
public interface Progress {
  /** A piece of work that may fail. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /** Runs {@code work} as a named phase; its start, end and elapsed time are told. */
  default <T> T phase(String name, Callable<T> work) {
    return Phases.call(name, work);
  }

  /** As {@link #phase(String, Callable)}, for work that returns nothing. */
  default void phase(String name, Work work) {
    phase(
        name,
        () -> {
          work.run();
          return null;
        });
  }

  /** Says what is awaited at this moment, for instance {@code "node3 to be Ready"}. */
  default void awaiting(String what) {}

  /** One line that the reader should see, for instance which source of artifacts was chosen. */
  default void note(String line) {}

  /**
   * Whom to ask how long the phases that are under way have still to go, each time that they are
   * told; who has no ground for an answer gives none.
   */
  default void toGo(Supplier<Optional<Duration>> estimate) {}

  /** Tells nobody. Exceptions of phases still reach the caller. */
  Progress SILENT = new Progress() {};
}

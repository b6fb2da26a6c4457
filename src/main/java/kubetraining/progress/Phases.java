package kubetraining.progress;

import java.util.concurrent.Callable;

/** Runs the work of a phase and lets its failure through unchanged where Java allows it. */
public final class Phases {
  private Phases() {}

  /**
   * Calls {@code work}. Unchecked failures pass as they are; an interrupt is restored.
   *
   * @throws IllegalStateException naming the phase, around a checked failure
   */
  public static <T> T call(String phase, Callable<T> work) {
    try {
      return work.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(phase + ": interrupted", e);
    } catch (Exception e) {
      throw new IllegalStateException(phase + ": " + e.getMessage(), e);
    }
  }
}

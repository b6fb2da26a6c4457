package kubetraining.existing;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import kubetraining.host.Daemons;

/** Knows what is being tried, for the case that it never ends. */
final class Deadline {
  private volatile String doing = "begin";

  /**
   * Says what is tried from now on, as in {@code tried to connect}, without the first two words.
   */
  void doing(String what) {
    doing = what;
  }

  /**
   * Gives what the task gives, or throws what it throws.
   *
   * @throws kubetraining.config.ConfigException if it takes longer
   */
  static <T> T within(Duration limit, Place place, Function<Deadline, T> task) {
    var deadline = new Deadline();
    var result = Daemons.begin("existing-cluster", () -> task.apply(deadline));
    try {
      return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw place.wrong("late", deadline.doing, limit.toSeconds());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while opening " + place, e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }
}

package kubetraining.run;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.progress.Progress;
import kubetraining.wait.Hopeless;
import kubetraining.wait.Waits;

/** Waits of the steps, which say on the console meanwhile what they wait for. */
public interface RunWaits {
  /** How long at most, and what is noted of it. */
  Waits waits();

  /** To whom is said what is awaited. */
  Progress progress();

  /** Waits for what the lab itself does: nobody else is to blame if it does not come true. */
  default RunWaits ofLab() {
    record OfLab(Waits waits, Progress progress) implements RunWaits {}
    return new OfLab(waits().ofLab(), progress());
  }

  /** From now on no wait lasts longer, until this is said anew; empty takes it back. */
  default void ceiling(Optional<Duration> longest) {
    waits().ceiling(longest);
  }

  /** Looks until what is seen satisfies. */
  default <T> T eventually(
      Limit limit, String what, Callable<T> look, Predicate<? super T> satisfied) {
    return eventually(limit, what, look, satisfied, seen -> Optional.empty());
  }

  /** As above, giving up as soon as there is no hope. */
  default <T> T eventually(
      Limit limit,
      String what,
      Callable<T> look,
      Predicate<? super T> satisfied,
      Function<? super T, Optional<Hopeless>> hopeless) {
    progress().awaiting(what);
    try {
      return waits().upTo(limit.duration()).see(what, look, satisfied, hopeless);
    } finally {
      progress().awaiting("");
    }
  }

  /** Looks for a while and fails at the first look that contradicts the claim. */
  default <T> T holds(Duration length, String what, Callable<T> look, Predicate<? super T> claim) {
    progress().awaiting(Texts.of("%s to last %d s", what, length.toSeconds()));
    try {
      return waits().holding(length).every(Duration.ofSeconds(1)).see(what, look, claim);
    } finally {
      progress().awaiting("");
    }
  }
}

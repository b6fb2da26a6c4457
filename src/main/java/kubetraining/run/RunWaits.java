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
public record RunWaits(Waits waits, Progress progress) {
  private static final Duration LOOK_AT_CLAIM = Duration.ofSeconds(1);

  /** Waits for what the lab itself does: nobody else is to blame if it does not come true. */
  RunWaits ofLab() {
    return new RunWaits(waits.ofLab(), progress);
  }

  /** See {@link Waits#ceiling}. */
  public void ceiling(Optional<Duration> longest) {
    waits.ceiling(longest);
  }

  /** Looks until what is seen satisfies. */
  public <T> T eventually(
      Limit limit, String what, Callable<T> look, Predicate<? super T> satisfied) {
    return eventually(limit, what, look, satisfied, seen -> Optional.empty());
  }

  /** As above, giving up as soon as there is no hope. */
  public <T> T eventually(
      Limit limit,
      String what,
      Callable<T> look,
      Predicate<? super T> satisfied,
      Function<? super T, Optional<Hopeless>> hopeless) {
    progress.awaiting(what);
    try {
      return waits.upTo(limit.duration()).see(what, look, satisfied, hopeless);
    } finally {
      progress.awaiting("");
    }
  }

  /** Looks for a while and fails at the first look that contradicts the claim. */
  public <T> T holds(Duration length, String what, Callable<T> look, Predicate<? super T> claim) {
    progress.awaiting(Texts.of("%s to last %d s", what, length.toSeconds()));
    try {
      return waits.holding(length).every(LOOK_AT_CLAIM).see(what, look, claim);
    } finally {
      progress.awaiting("");
    }
  }
}

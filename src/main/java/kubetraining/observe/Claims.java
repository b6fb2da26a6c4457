package kubetraining.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import kubetraining.course.Outcome;
import kubetraining.observe.Observation.Attempt;

/**
 * Claims of a scenario that were seen to be true, and are looked at again while a person goes on.
 * What they earned stays earned, but they are told what is not so any more. The next command may
 * end it on purpose, so whatever was claimed before that is forgotten.
 */
final class Claims {
  private static final Duration PAUSE = Duration.ofSeconds(6);
  private static final Duration BRIEF = Duration.ofSeconds(1);
  private static final Set<Outcome> CONTRADICTS =
      Set.of(Outcome.WRONG, Outcome.NOT_YET, Outcome.TIMEOUT);

  private final WatchedRun run;
  private final BooleanSupplier busy;
  private final Map<Integer, Attempt> claims = new LinkedHashMap<>();
  private final Set<Integer> over = new TreeSet<>();
  private Instant lookedAt = Instant.EPOCH;
  private boolean looking;

  /**
   * Claims of a run.
   *
   * @param busy whether a command is running, which may be what ends a claim
   */
  Claims(WatchedRun run, BooleanSupplier busy) {
    this.run = run;
    this.busy = busy;
  }

  void forget() {
    claims.clear();
    over.clear();
  }

  /**
   * Keeps a claim that was true.
   *
   * @param place of its step
   * @param took how long it took to see that; what has to last is seen once only
   */
  void keep(int place, Attempt attempt, Duration took) {
    if (took.compareTo(BRIEF) < 0) {
      claims.put(place, attempt);
    }
  }

  /** The places of steps that are not true any more. */
  Set<Integer> over() {
    return over;
  }

  /**
   * Looks at the next one, if it is time.
   *
   * @param most no wait may last longer afterwards
   * @return its place, if it has ended, or has become true again
   */
  Optional<Integer> look(Optional<Duration> most) {
    if (looking || claims.isEmpty() || Instant.now().isBefore(lookedAt.plus(PAUSE))) {
      return Optional.empty();
    }
    lookedAt = Instant.now();
    if (busy.getAsBoolean()) {
      return Optional.empty();
    }
    int place = claims.keySet().iterator().next();
    var attempt = claims.remove(place);
    claims.put(place, attempt);
    looking = true;
    run.ceiling(Optional.of(BRIEF));
    try {
      boolean changes = isOver(place, attempt) ? over.add(place) : over.remove(place);
      return changes ? Optional.of(place) : Optional.empty();
    } finally {
      run.ceiling(most);
      lookedAt = Instant.now();
      looking = false;
    }
  }

  private boolean isOver(int place, Attempt attempt) {
    try {
      attempt.carryOut();
      return false;
    } catch (Throwable e) {
      if (e instanceof InterruptedException || run.isStopping()) {
        Thread.currentThread().interrupt();
        return over.contains(place);
      }
      return over.contains(place) || CONTRADICTS.contains(run.judge(e).outcome());
    }
  }
}

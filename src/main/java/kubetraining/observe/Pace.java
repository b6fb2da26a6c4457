package kubetraining.observe;

import java.time.Duration;
import java.util.Set;
import kubetraining.course.Outcome;
import kubetraining.wait.ToDoException;

/** Whether a step is tried again, and how long that takes if nothing was typed since. */
final class Pace {
  private static final Duration UNASKED = Duration.ofSeconds(2);
  private static final Duration LEAST_TO_GO = Duration.ofSeconds(3);
  private static final Duration MOST_TO_GO = Duration.ofSeconds(20);

  private static final Set<Outcome> TRIED_AGAIN =
      Set.of(Outcome.WRONG, Outcome.NOT_YET, Outcome.TIMEOUT, Outcome.LAB_FAULT, Outcome.BLOCKED);

  private Pace() {}

  /** Whether a step that came to this may still become true. */
  static boolean isTriedAgain(Outcome outcome) {
    return TRIED_AGAIN.contains(outcome);
  }

  /**
   * The pause after a try. One may ask the API server ten things, and what has to go a hundred:
   * whoever asks much asks seldom.
   *
   * @param failure how the try ended
   * @param tookNanos how long it took
   */
  static Duration after(Throwable failure, long tookNanos) {
    if (!(failure instanceof ToDoException)) {
      return UNASKED;
    }
    long most = Math.min(10 * tookNanos, MOST_TO_GO.toNanos());
    return Duration.ofNanos(Math.max(most, LEAST_TO_GO.toNanos()));
  }
}

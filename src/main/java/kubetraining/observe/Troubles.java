package kubetraining.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import kubetraining.course.Ending;
import kubetraining.course.Outcome;
import kubetraining.wait.ToDoException;

/** What comes of tries of one step that fail: whether and when there is another, what is said. */
final class Troubles {
  private static final Duration FOR_CLEARING = Duration.ofMinutes(1);
  private static final Duration FOR_GOING = Duration.ofSeconds(10);
  private static final Duration UNASKED = Duration.ofSeconds(2);
  private static final Duration LEAST_TO_GO = Duration.ofSeconds(3);
  private static final Duration MOST_TO_GO = Duration.ofSeconds(20);
  private static final Set<Outcome> TRIED_AGAIN =
      Set.of(Outcome.WRONG, Outcome.NOT_YET, Outcome.TIMEOUT, Outcome.LAB_FAULT, Outcome.BLOCKED);

  private final WatchedRun run;
  private final Said said;
  private final boolean gap;
  private final boolean hurried;
  private final boolean claims;
  private final Consumer<Ending> missed;
  private final Instant began = Instant.now();
  private boolean suspected;

  /**
   * Those of a step.
   *
   * @param gap whether some of its scenario was not watched
   * @param hurried whether nothing is awaited but what somebody has to do before a claim is made
   * @param claims whether the step claims something
   * @param missed is told each change of what is the matter
   */
  Troubles(
      WatchedRun run,
      Said said,
      boolean gap,
      boolean hurried,
      boolean claims,
      Consumer<Ending> missed) {
    this.run = run;
    this.said = said;
    this.gap = gap;
    this.hurried = hurried;
    this.claims = claims;
    this.missed = missed;
  }

  /** Whether a step that failed so may still become true; says what is the matter, if it is new. */
  boolean isAwaited(Throwable thrown) {
    if (thrown instanceof ToDoException toDo) {
      if (hurried && claims) {
        // What a claim itself asks for is what it comes to, unless that is on its way already.
        said.ending(run.judge(toDo));
        return Instant.now().isBefore(began.plus(FOR_GOING));
      }
      said.toDo(toDo);
      said.gap(gap);
      return !hurried || Instant.now().isBefore(said.since().plus(FOR_CLEARING));
    }
    if (said.isSameAsBefore(thrown) && !suspected) {
      return true;
    }
    Ending ending = run.judge(thrown);
    // A connection that broke a moment ago may look like a fault of ours until others break, too.
    suspected = ending.outcome() == Outcome.SUITE_FAULT && !suspected;
    if (suspected) {
      return true;
    }
    boolean awaited = TRIED_AGAIN.contains(ending.outcome());
    if (awaited) {
      said.ending(ending);
      said.gap(gap);
    }
    if (awaited && !hurried) {
      missed.accept(ending);
    }
    return awaited && !hurried;
  }

  /**
   * How long it takes until a step is tried again, if nothing was typed since. One may ask the API
   * server ten things, and what has to go a hundred: whoever asks much asks seldom.
   *
   * @param failure how the last try ended
   * @param tookNanos how long it took
   */
  static Duration pauseAfter(Throwable failure, long tookNanos) {
    if (!(failure instanceof ToDoException)) {
      return UNASKED;
    }
    long most = Math.min(10 * tookNanos, MOST_TO_GO.toNanos());
    return Duration.ofNanos(Math.max(most, LEAST_TO_GO.toNanos()));
  }
}

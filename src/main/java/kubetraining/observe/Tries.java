package kubetraining.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import kubetraining.course.Ending;
import kubetraining.course.Outcome;
import kubetraining.observe.Observation.Attempt;
import kubetraining.remote.CommandFailedException;
import kubetraining.wait.ToDoException;
import org.jspecify.annotations.Nullable;

/** The tries of one step: when there is another, and what is said of one that failed. */
final class Tries {
  private static final Duration FOR_CLEARING = Duration.ofMinutes(1);
  private static final Duration FOR_GOING = Duration.ofSeconds(10);
  private static final Duration UNASKED = Duration.ofSeconds(2);
  private static final Duration LEAST_TO_GO = Duration.ofSeconds(3);
  private static final Duration MOST_TO_GO = Duration.ofSeconds(20);
  private static final Set<Outcome> TRIED_AGAIN =
      Set.of(Outcome.WRONG, Outcome.NOT_YET, Outcome.TIMEOUT, Outcome.LAB_FAULT, Outcome.BLOCKED);

  private final Observation all;
  private final int step;
  private final Attempt attempt;
  private final Instant began = Instant.now();
  private @Nullable Throwable before;
  private String typed = "";
  private long triedAt;
  private Duration pause = Duration.ZERO;
  private boolean suspected;

  /** What ended them although the step is not true. */
  @Nullable Throwable fatal;

  /** How long it took to see that the step is true. */
  Duration took = Duration.ZERO;

  /**
   * Those of a step.
   *
   * @param all what observes all steps
   * @param step its place
   */
  Tries(Observation all, int step, Attempt attempt) {
    this.all = all;
    this.step = step;
    this.attempt = attempt;
  }

  /** Tries once, if it is time; true if the step is true, or can never be. */
  boolean once() {
    all.lookAgain();
    all.notes
        .newestHint(all.scenario().id(), all.said.since())
        .ifPresent(each -> all.said.hint(each.text()));
    String now = all.hand.state();
    if (before != null && now.equals(typed) && System.nanoTime() - triedAt < pause.toNanos()) {
      return false;
    }
    typed = now;
    long begin = System.nanoTime();
    try {
      prepare();
      attempt.carryOut();
      took = Duration.ofNanos(System.nanoTime() - begin);
      return true;
    } catch (Throwable e) {
      before = e;
      triedAt = System.nanoTime();
      pause = pauseAfter(e, triedAt - begin);
      fatal = all.mustStop() || !isAwaited(e) ? e : null;
      return fatal != null;
    }
  }

  /** If something was typed again, it counts in the place of what was typed before. */
  private void prepare() throws Throwable {
    if (before == null) {
      return;
    }
    if (all.hand.typedInStep().isEmpty()) {
      all.answerAgain();
    } else if (before instanceof CommandFailedException || all.hand.hasNewer()) {
      all.hand.again();
    } else {
      all.hand.asBefore();
    }
  }

  /** Whether a step that failed so may still become true; says what is the matter, if it is new. */
  private boolean isAwaited(Throwable thrown) {
    if (thrown instanceof ToDoException toDo) {
      return isAwaited(toDo);
    }
    if (all.said.isSameAsBefore(thrown) && !suspected) {
      return true;
    }
    Ending ending = all.run.judge(thrown);
    // A connection that broke a moment ago may look like a fault of ours until others break, too.
    suspected = ending.outcome() == Outcome.SUITE_FAULT && !suspected;
    if (suspected) {
      return true;
    }
    boolean awaited = TRIED_AGAIN.contains(ending.outcome());
    if (awaited) {
      all.said.ending(ending);
      all.said.gap(all.gap);
    }
    if (awaited && !all.hurried) {
      all.notes.missed(all.scenario().id(), step, ending);
    }
    return awaited && !all.hurried;
  }

  private boolean isAwaited(ToDoException toDo) {
    if (all.hurried && all.isClaim(step)) {
      // What a claim itself asks for is what it comes to, unless that is on its way already.
      all.said.ending(all.run.judge(toDo));
      return Instant.now().isBefore(began.plus(FOR_GOING));
    }
    all.said.toDo(toDo);
    all.said.gap(all.gap);
    return !all.hurried || Instant.now().isBefore(all.said.since().plus(FOR_CLEARING));
  }

  /**
   * How long it takes until a step is tried again, if nothing was typed since. One may ask the API
   * server ten things, and what has to go a hundred: whoever asks much asks seldom.
   *
   * @param tookNanos how long the try that failed took
   */
  private static Duration pauseAfter(Throwable failure, long tookNanos) {
    if (!(failure instanceof ToDoException)) {
      return UNASKED;
    }
    long most = Math.min(10 * tookNanos, MOST_TO_GO.toNanos());
    return Duration.ofNanos(Math.max(most, LEAST_TO_GO.toNanos()));
  }
}

package kubetraining.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kubetraining.course.Ending;
import kubetraining.course.Outcome;
import kubetraining.course.PlannedScenario;
import kubetraining.course.ScenarioText.StepText;
import kubetraining.host.Texts;
import kubetraining.remote.CommandFailedException;
import kubetraining.trainee.ByHand;
import kubetraining.wait.ToDoException;
import kubetraining.wait.Waits;
import org.jspecify.annotations.Nullable;

/**
 * A run in which a person does what the guide says. A step is tried until it is true: what is not
 * so yet, or wrong, is said, and looked at again. What was earned is kept, and not asked for again.
 */
public final class Observation {
  private static final Duration POLL = Duration.ofMillis(300);
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final Duration REPLAY = Duration.ofMillis(500);
  private static final Duration GAP = Duration.ofSeconds(20);

  private final ByHand hand;
  private final Ticks ticks;
  private final Notes notes;
  private final Earned earned;
  private final Waits waits;
  private final WatchedRun run;
  private final Said said;
  private @Nullable PlannedScenario scenario;
  private int index;
  private boolean passedOver;
  private boolean gap;
  private boolean replaying;
  private @Nullable Answered answered;

  /** The step that asked for what was typed last. */
  private record Answered(int step, Attempt attempt) {}

  /** Carries out a step once. */
  @FunctionalInterface
  public interface Attempt {
    void carryOut() throws Throwable;
  }

  /**
   * An observation.
   *
   * @param hand the person
   * @param ticks what was earned before
   * @param notes hints and what people expect
   */
  public Observation(ByHand hand, Ticks ticks, Notes notes, Waits waits, WatchedRun run) {
    this.hand = hand;
    this.ticks = ticks;
    this.notes = notes;
    this.earned = new Earned(ticks, notes);
    this.waits = waits;
    this.run = run;
    this.said = new Said(run::say, run::now);
    hand.shownBy(said::type);
    hand.orOtherwise(
        () -> scenario == null ? Optional.empty() : notes.saidDone(scenario.id(), index));
  }

  /** The person who types. */
  public ByHand hand() {
    return hand;
  }

  /** A scenario begins. */
  public void begins(PlannedScenario next) {
    scenario = next;
    answered = null;
    gap = false;
    run.ceiling(Optional.empty());
    passedOver = ticks.areAllOf(next);
    if (passedOver) {
      run.say(Texts.of("[x] %s earlier: %s", isShown() ? "shown" : "earned", next.name()));
      return;
    }
    hand.countsAfter(Instant.now());
    said.scenario(next);
  }

  /** A step of it begins; only steps that the guide has are counted, from 0 on. */
  public void step(int place) {
    index = place;
  }

  /** Whether this scenario was earned as a whole, so that nothing of it is carried out. */
  public boolean isPassedOver() {
    return passedOver;
  }

  /** Whether a part of this scenario was done for the person to see. */
  public boolean isShown() {
    return earned.isShown(scenario());
  }

  /** How this scenario was done, for the report: by whom, when, and with how many hints. */
  public Map<String, String> facts() {
    return earned.facts(scenario());
  }

  /** Whether a step that was earned is gone through once more, so that the next ones can go on. */
  public boolean isReplaying() {
    return replaying;
  }

  /** When the first step of a feature file was earned; empty if none was. */
  public Optional<Instant> firstEarned(String file) {
    return ticks.firstOf(id -> id.startsWith(file.replace(".feature", "") + "/"));
  }

  /**
   * Carries out the step that has begun until it is true.
   *
   * @throws Throwable what ended it: it cannot be attempted, the suite failed, or it was stopped
   */
  public void carryOut(Attempt attempt) throws Throwable {
    if (passedOver) {
      return;
    }
    var tick = earned.at(scenario(), index);
    if (tick.isPresent()) {
      replay(attempt, tick.get());
    } else {
      live(attempt);
    }
  }

  private PlannedScenario scenario() {
    if (scenario == null) {
      throw new IllegalStateException("no scenario has begun");
    }
    return scenario;
  }

  private static StepText step(PlannedScenario of, int place) {
    return of.text().steps().get(place);
  }

  /** What it tells later steps counts, and not whether it is still so. */
  private void replay(Attempt attempt, Tick tick) throws Throwable {
    hand.step(tick.typed());
    run.ceiling(Optional.of(REPLAY));
    replaying = true;
    try {
      attempt.carryOut();
    } catch (Throwable e) {
      if (mustStop()) {
        throw e;
      }
    } finally {
      replaying = false;
      run.ceiling(Optional.empty());
    }
    noteAnswer(index, attempt);
    hand.countsAfter(tick.after());
    gap = true;
    said.earned(step(scenario(), index), true);
  }

  private void live(Attempt attempt) throws Throwable {
    hand.step(List.of());
    said.step(scenario(), index);
    var tries = new Tries(attempt);
    // What nobody watched may never be seen; that should not take minutes to be said.
    run.ceiling(gap ? Optional.of(GAP) : Optional.empty());
    var unused =
        waits.upTo(LONGEST).every(POLL).see("the step to be true", tries::once, isOver -> isOver);
    if (tries.fatal != null) {
      throw tries.fatal;
    }
    noteAnswer(index, attempt);
    earn(index);
    said.earned(step(scenario(), index), false);
  }

  private void noteAnswer(int place, Attempt attempt) {
    if (!hand.typedInStep().isEmpty()) {
      answered = new Answered(place, attempt);
    }
  }

  private void earn(int place) {
    ticks.earn(
        new Tick(
            scenario().id(),
            place,
            Tick.digest(step(scenario(), place)),
            Instant.now(),
            hand.countsAfter(),
            hand.typedInStep(),
            run.shows()));
  }

  private boolean mustStop() {
    return run.isStopping() || Thread.currentThread().isInterrupted();
  }

  /** The tries of one step. */
  private final class Tries {
    private final Attempt attempt;
    private @Nullable Throwable fatal;
    private @Nullable Throwable before;
    private final Instant begun = Instant.now();
    private String typed = "";
    private boolean suspected;
    private @Nullable Note told;
    private long triedAt;
    private Duration pause = Duration.ZERO;

    Tries(Attempt attempt) {
      this.attempt = attempt;
    }

    /** Tries once, if it is time; true if the step is true, or can never be. */
    boolean once() {
      tellHint();
      String now = hand.state();
      if (before != null && now.equals(typed) && System.nanoTime() - triedAt < pause.toNanos()) {
        return false;
      }
      typed = now;
      long begin = System.nanoTime();
      try {
        prepare();
        attempt.carryOut();
        return true;
      } catch (Throwable e) {
        before = e;
        triedAt = System.nanoTime();
        pause = Pace.after(e, triedAt - begin);
        if (mustStop() || !isAwaited(e)) {
          fatal = e;
          return true;
        }
        return false;
      }
    }

    private void tellHint() {
      notes.of(scenario().id(), Note.Kind.HINT).stream()
          .filter(each -> each.at().isAfter(begun))
          .reduce((first, second) -> second)
          .filter(each -> !each.equals(told))
          .ifPresent(
              each -> {
                told = each;
                said.hint(each.text());
              });
    }

    /** If something was typed again, it counts in the place of what was typed before. */
    private void prepare() throws Throwable {
      if (before == null) {
        return;
      }
      boolean own = !hand.typedInStep().isEmpty();
      if (own && (before instanceof CommandFailedException || hand.hasNewer())) {
        hand.again();
      } else if (own) {
        hand.asBefore();
      } else if (answered != null && hand.hasNewer()) {
        int here = index;
        hand.again();
        answered.attempt().carryOut();
        earn(answered.step());
        index = here;
        hand.step(List.of());
      }
    }

    private boolean isAwaited(Throwable thrown) {
      if (thrown instanceof ToDoException toDo) {
        said.toDo(toDo);
        said.gap(gap);
        return true;
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
      boolean awaited = Pace.isTriedAgain(ending.outcome());
      if (awaited) {
        said.ending(ending);
        said.gap(gap);
      }
      return awaited;
    }
  }
}

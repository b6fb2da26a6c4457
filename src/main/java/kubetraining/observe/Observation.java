package kubetraining.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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
  // A try may ask the API server ten things, and what has to go a hundred. What was typed is tried
  // at once.
  private static final Duration UNASKED = Duration.ofSeconds(2);
  private static final Duration LEAST_TO_GO = Duration.ofSeconds(3);
  private static final Duration MOST_TO_GO = Duration.ofSeconds(20);
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final Duration REPLAY = Duration.ofMillis(500);
  private static final Duration GAP = Duration.ofSeconds(20);

  private final ByHand hand;
  private final Ticks ticks;
  private final Waits waits;
  private final Run run;
  private final Said said;
  private @Nullable PlannedScenario scenario;
  private int index;
  private boolean passedOver;
  private boolean gap;
  private boolean replaying;
  private @Nullable Answered answered;

  /** The step that asked for what was typed last. */
  private record Answered(int step, Attempt attempt) {}

  /** What an observation knows of its run. */
  public interface Run {
    /** Says something on the console. */
    void say(String line);

    /** Says whose fault it was, if a step failed so. */
    Ending judge(Throwable thrown);

    /** Whether somebody has told this program to stop. */
    boolean isStopping();

    /** From now on no wait lasts longer; empty takes it back. */
    void ceiling(Optional<Duration> longest);
  }

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
   */
  public Observation(ByHand hand, Ticks ticks, Waits waits, Run run) {
    this.hand = hand;
    this.ticks = ticks;
    this.waits = waits;
    this.run = run;
    this.said = new Said(run::say);
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
      run.say("[x] earned earlier: " + next.name());
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

  /** When the steps of this scenario were earned; empty if not all of them are. */
  public Optional<String> earnedInWords() {
    var earned =
        IntStream.range(0, scenario().text().steps().size())
            .mapToObj(each -> earned(each).map(Tick::at))
            .flatMap(Optional::stream)
            .sorted()
            .toList();
    return earned.size() < scenario().text().steps().size()
        ? Optional.empty()
        : Optional.of(
            Texts.of("by hand, from %s to %s", earned.get(0), earned.get(earned.size() - 1)));
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
    var earned = earned(index);
    if (earned.isPresent()) {
      replay(attempt, earned.get());
    } else {
      live(attempt);
    }
  }

  private Optional<Tick> earned(int place) {
    var text = step(scenario(), place);
    return ticks.of(scenario().id(), place, Tick.digest(text));
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
    said.step();
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
            hand.typedInStep()));
  }

  private boolean mustStop() {
    return run.isStopping() || Thread.currentThread().isInterrupted();
  }

  /** The tries of one step. */
  private final class Tries {
    private final Attempt attempt;
    private @Nullable Throwable fatal;
    private @Nullable Throwable before;
    private String typed = "";
    private long triedAt;
    private Duration pause = UNASKED;

    Tries(Attempt attempt) {
      this.attempt = attempt;
    }

    /** Tries once, if it is time; true if the step is true, or can never be. */
    boolean once() {
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
        pause = e instanceof ToDoException ? pauseAfter(triedAt - begin) : UNASKED;
        if (mustStop() || !isAwaited(e)) {
          fatal = e;
          return true;
        }
        return false;
      }
    }

    /** Whoever asks much asks seldom. */
    private Duration pauseAfter(long tookNanos) {
      long most = Math.min(10 * tookNanos, MOST_TO_GO.toNanos());
      return Duration.ofNanos(Math.max(most, LEAST_TO_GO.toNanos()));
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
        return true;
      }
      if (said.isSameAsBefore(thrown)) {
        return true;
      }
      Ending ending = run.judge(thrown);
      boolean awaited = AWAITED.contains(ending.outcome());
      if (awaited) {
        said.ending(ending);
        said.gap(gap);
      }
      return awaited;
    }
  }

  private static final List<Outcome> AWAITED =
      List.of(Outcome.WRONG, Outcome.NOT_YET, Outcome.TIMEOUT, Outcome.LAB_FAULT, Outcome.BLOCKED);
}

package kubetraining.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import kubetraining.course.Ending;
import kubetraining.course.PlannedScenario;
import kubetraining.course.ScenarioText.StepText;
import kubetraining.host.Texts;
import kubetraining.remote.CommandFailedException;
import kubetraining.trainee.ByHand;
import kubetraining.wait.Waits;
import org.jspecify.annotations.Nullable;

/**
 * A run in which a person does what the guide says. A step is tried until it is true: what is not
 * so yet, or wrong, is said, and looked at again. What was earned is kept, and not asked for again.
 */
public final class Observation {
  private static final Duration POLL = Duration.ofMillis(300);
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final Duration SOON = Duration.ofSeconds(20);

  private final ByHand hand;
  private final Ticks ticks;
  private final Notes notes;
  private final Earned earned;
  private final Waits waits;
  private final WatchedRun run;
  private final Said said;
  private final Claims claims;
  private @Nullable PlannedScenario scenario;
  private int index;
  private boolean passedOver;
  private boolean gap;
  private boolean replaying;
  private boolean hurried;
  private Optional<Duration> most = Optional.empty();
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
    this.claims = new Claims(run, hand::isTyping);
    this.said = new Said(run, claims::over);
    hand.shownBy(said::type);
    hand.meanwhile(this::lookAgain);
    hand.orOtherwise(
        () -> scenario == null ? Optional.empty() : notes.saidDone(scenario.id(), index));
  }

  /** The person who types. */
  public ByHand hand() {
    return hand;
  }

  /**
   * From now on nothing is awaited but what somebody has to do first: what a step comes to ends its
   * scenario, and nothing is kept as earned. For proofs of what a mistake is met with.
   */
  public void hurried() {
    hurried = true;
  }

  /** A scenario begins. */
  public void begins(PlannedScenario next) {
    scenario = next;
    answered = null;
    gap = false;
    claims.forget();
    ceiling(Optional.empty());
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

  /** Whether any step of a feature file was earned. */
  public boolean hasEarned(String file) {
    return ticks.hasAny(id -> id.startsWith(file.replace(".feature", "") + "/"));
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
    var tick = ticks.of(scenario().id(), index, Tick.digest(step(scenario(), index)));
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
    ceiling(Optional.of(Duration.ofMillis(500)));
    replaying = true;
    try {
      attempt.carryOut();
    } catch (Throwable e) {
      if (mustStop()) {
        throw e;
      }
    } finally {
      replaying = false;
      ceiling(Optional.empty());
    }
    noteAnswer(index, attempt);
    hand.countsAfter(tick.after());
    gap = true;
    said.earnedEarlier(step(scenario(), index));
  }

  private void live(Attempt attempt) throws Throwable {
    hand.step(List.of());
    said.step(scenario(), index);
    var tries = new Tries(attempt);
    // What nobody watched may never be seen; that should not take minutes to be said.
    ceiling(gap ? Optional.of(SOON) : Optional.empty());
    var unused =
        waits.upTo(LONGEST).every(POLL).see("the step to be true", tries::once, isOver -> isOver);
    if (tries.fatal != null) {
      throw tries.fatal;
    }
    noteAnswer(index, attempt);
    if (isClaim(index)) {
      claims.keep(index, attempt, tries.took);
    } else {
      claims.forget();
    }
    earn(index);
    said.earned(step(scenario(), index), hand.typedInStep());
  }

  private void noteAnswer(int place, Attempt attempt) {
    if (!hand.typedInStep().isEmpty()) {
      answered = new Answered(place, attempt);
    }
  }

  /** Whoever is in a hurry has a ceiling of their own. */
  private void ceiling(Optional<Duration> longest) {
    if (!hurried) {
      most = longest;
      run.ceiling(longest);
    }
  }

  /** Whether a step claims something, and does or asks for nothing. */
  private boolean isClaim(int place) {
    String keyword = step(scenario(), place).keyword();
    boolean goesOn = !List.of("Given", "When", "Then").contains(keyword);
    return keyword.equals("Then") || goesOn && place > 0 && isClaim(place - 1);
  }

  private void lookAgain() {
    if (!hurried && !replaying) {
      claims
          .look(most)
          .ifPresent(place -> said.changed(step(scenario(), place), claims.over().contains(place)));
    }
  }

  private void earn(int place) {
    if (hurried) {
      return;
    }
    String digest = Tick.digest(step(scenario(), place));
    var typed = hand.typedInStep();
    ticks.earn(
        new Tick(
            scenario().id(), place, digest, Instant.now(), hand.countsAfter(), typed, run.shows()));
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
    private final Troubles troubles;
    private long triedAt;
    private Duration took = Duration.ZERO;
    private Duration pause = Duration.ZERO;

    Tries(Attempt attempt) {
      this.attempt = attempt;
      Consumer<Ending> missed = ending -> notes.missed(scenario().id(), index, ending);
      this.troubles = new Troubles(run, said, gap, hurried, isClaim(index), missed);
    }

    /** Tries once, if it is time; true if the step is true, or can never be. */
    boolean once() {
      lookAgain();
      notes.newestHint(scenario().id(), said.since()).ifPresent(each -> said.hint(each.text()));
      String now = hand.state();
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
        pause = Troubles.pauseAfter(e, triedAt - begin);
        if (mustStop() || !troubles.isAwaited(e)) {
          fatal = e;
          return true;
        }
        return false;
      }
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
  }
}

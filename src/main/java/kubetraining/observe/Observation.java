package kubetraining.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kubetraining.course.PlannedScenario;
import kubetraining.course.ScenarioText.StepText;
import kubetraining.host.Texts;
import kubetraining.observe.Note.Kind;
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

  final ByHand hand;
  final Notes notes;
  final WatchedRun run;
  final Said said;
  private final Ticks ticks;
  private final Waits waits;
  private final Claims claims;
  private @Nullable PlannedScenario scenario;
  private int index;
  private boolean passedOver;
  private boolean replaying;
  boolean gap;
  boolean hurried;
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
    return ticks.of(scenario()).stream().anyMatch(Tick::shown);
  }

  /** How this scenario was done, for the report: by whom, when, and with how many hints. */
  public Map<String, String> facts() {
    var facts = new LinkedHashMap<String, String>();
    var its = ticks.of(scenario());
    var times = its.stream().map(Tick::at).sorted().toList();
    if (times.size() == scenario().text().steps().size()) {
      String who = isShown() ? "by ./training solve" : "by hand";
      String when = Texts.of("from %s to %s", times.get(0), times.get(times.size() - 1));
      facts.put(isShown() ? "shown" : "earned", who + ", " + when);
    }
    String id = scenario().id();
    put(facts, "attempts", notes.of(id, Kind.ATTEMPT).size());
    put(facts, "hints", notes.of(id, Kind.HINT).size());
    put(facts, "doneInAnotherWay", its.stream().filter(Tick::wasElsewhere).count());
    notes.of(id, Kind.PREDICTION).forEach(each -> facts.put("expected", each.text()));
    return facts;
  }

  private static void put(Map<String, String> facts, String name, long count) {
    if (count > 0) {
      facts.put(name, String.valueOf(count));
    }
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

  PlannedScenario scenario() {
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
    var tries = new Tries(this, index, attempt);
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

  /** If what was typed last was typed once more, that counts in its place. */
  void answerAgain() throws Throwable {
    if (answered != null && hand.hasNewer()) {
      int here = index;
      hand.again();
      answered.attempt().carryOut();
      earn(answered.step());
      index = here;
      hand.step(List.of());
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
  boolean isClaim(int place) {
    String keyword = step(scenario(), place).keyword();
    boolean goesOn = !List.of("Given", "When", "Then").contains(keyword);
    return keyword.equals("Then") || goesOn && place > 0 && isClaim(place - 1);
  }

  void lookAgain() {
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

  boolean mustStop() {
    return run.isStopping() || Thread.currentThread().isInterrupted();
  }
}

package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import kubetraining.config.AutoscalingBudget;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.probe.AutoscalingSample;
import kubetraining.probe.AutoscalingSeries;
import kubetraining.probe.EventSeen;
import kubetraining.probe.FallSeen;
import kubetraining.probe.HpaFormula;
import kubetraining.probe.HpaSeen;
import kubetraining.probe.PodSeen;
import kubetraining.run.TrainingRun;

/** What an autoscaler has made of a load: how many, why, when, and when no more. */
public final class ScalingSteps {
  // The times that the API server writes down are whole seconds.
  private static final Duration ROUNDING = Duration.ofSeconds(1);
  private final TrainingRun run;
  private final ScenarioNotes notes;
  private final Autoscalers autoscalers;
  // Pods may go in several steps, and each waits for the window anew.
  private Limit oneFall = Limit.HPA_FALL;

  public ScalingSteps(TrainingRun run, ScenarioNotes notes) {
    this.run = run;
    this.notes = notes;
    this.autoscalers = new Autoscalers(run);
  }

  @Then("it is as many as the formula makes of the same figures")
  public void asTheFormulaSays() {
    HpaSeen decision = hpa();
    assertThat(decision.desired())
        .as("ceil(pods * figure / target), at most so many at once: %s", decision)
        .isEqualTo(HpaFormula.inOneStep(decision));
    run.recorder().fact("firstDecision", decision.toString());
  }

  @Then("its event says {string}")
  public void eventSays(String reason) {
    List<EventSeen> events =
        run.eventually(
            Limit.COMMAND, "an event that tells why", this::events, seen -> !seen.isEmpty());
    assertThat(events.get(0).message()).as("the first of %s", events).contains(reason);
    run.recorder().fact("events", events.stream().map(EventSeen::toString).toList());
  }

  @Then("for the API server the load came first, then the figures, the decision, the new pods")
  public void inOrder() {
    Instant began = notes.load().silentUntil();
    Instant decided = Objects.requireNonNull(hpa().writtenAt());
    Instant measured = notes.load().measuredBefore(decided);
    Instant created = firstPodSince(began);
    assertThat(measured)
        .as("when the pods were measured; nobody visited them until %s", began)
        .isAfter(began);
    assertThat(decided).as("when more pods were decided on").isAfterOrEqualTo(measured);
    assertThat(created.plus(ROUNDING)).as("when the first pod was new").isAfterOrEqualTo(decided);
    run.recorder().fact("order", List.of(began, measured, decided, created).toString());
  }

  @Then("it takes pods away, after {int} seconds in which fewer would have done")
  public void takesAway(int seconds) {
    oneFall = limitOf(seconds);
    FallSeen fall =
        run.eventually(
                oneFall,
                "pods to be taken away",
                () -> notes.load().series(),
                seen -> seen.fall().isPresent())
            .fall()
            .orElseThrow();
    assertThat(fall.waited().plus(ROUNDING))
        .as("how long it waited: %s", fall)
        .isGreaterThanOrEqualTo(Duration.ofSeconds(seconds));
    run.recorder().fact("fall", fall.toString());
  }

  @Then("in the end there are {int} pods again")
  public void pods(int pods) {
    run.eventually(
        oneFall,
        Texts.of("%d pods again", pods),
        () -> notes.load().series(),
        all -> all.last().filter(each -> isBack(each, pods)).isPresent());
    run.recorder().fact("secondsUntilBack", notes.load().secondsSinceEnd());
  }

  @Then("it never wanted fewer than {int} pods, nor more than {int}")
  public void neverOutside(int fewest, int most) {
    AutoscalingSeries seen = notes.load().series();
    assertThat(seen.samples())
        .as("every look at the autoscaler")
        .hasSizeGreaterThan(10)
        .allMatch(each -> each.hpa().min() == fewest && each.hpa().max() == most)
        .allMatch(AutoscalingSample::withinBounds);
    run.recorder().fact("mostPods", seen.most());
  }

  private HpaSeen hpa() {
    return notes.load().rise().hpa();
  }

  private List<EventSeen> events() {
    return autoscalers.rescales(hpa().name()).stream()
        .filter(each -> !each.lastAt().isBefore(notes.load().watchedSince()))
        .toList();
  }

  private Instant firstPodSince(Instant moment) {
    return run
        .eventually(
            Limit.COMMAND,
            "a pod that is newer than " + moment,
            () -> podsSince(moment),
            seen -> !seen.isEmpty())
        .stream()
        .min(Instant::compareTo)
        .orElseThrow();
  }

  private List<Instant> podsSince(Instant moment) {
    return autoscalers.podsEver(hpa().name()).stream()
        .map(PodSeen::createdAt)
        .filter(each -> !each.isBefore(moment))
        .toList();
  }

  private static boolean isBack(AutoscalingSample seen, int pods) {
    return seen.hpa().desired() == pods && seen.ready() == pods;
  }

  private static Limit limitOf(int seconds) {
    return seconds > AutoscalingBudget.WINDOW.toSeconds() ? Limit.HPA_DEFAULT_FALL : Limit.HPA_FALL;
  }
}

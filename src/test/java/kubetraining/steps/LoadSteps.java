package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import kubetraining.config.AutoscalingBudget;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.probe.ApiClock;
import kubetraining.probe.AutoscalingRecorder;
import kubetraining.probe.AutoscalingSeries;
import kubetraining.probe.AutoscalingSeries.Sample;
import kubetraining.probe.HpaSeen;
import kubetraining.probe.LoadSeen;
import kubetraining.probe.PodSeen;
import kubetraining.probe.SectionRecorder.EventSeen;
import kubetraining.run.TrainingRun;
import kubetraining.wait.Hopeless;
import kubetraining.wait.LabFaultException;

/**
 * A load on podinfo: watched, begun, steady, ended; and what an autoscaler has made of it: how
 * many, why, when, and when no more.
 */
public record LoadSteps(
    TrainingRun run, ScenarioNotes notes, Typing typing, Parts parts, Autoscalers autoscalers) {
  // The times that the API server writes down are whole seconds.
  private static final Duration ROUNDING = Duration.ofSeconds(1);
  private static final int PORT = 9898;

  @Given("there is no hey running on node1, before and after")
  public void noLoad() {
    notes.beforeAndAfter("end the load", this::endLoad);
  }

  @Given("{string} has settled at {int} pods")
  public void atRest(String name, int pods) {
    run.eventually(
        Limit.HPA_FALL,
        Texts.of("%d pods of %s", pods, name),
        () -> autoscalers.named(name),
        hpa -> hpa.active() && hpa.desired() == pods && hpa.current() == pods);
  }

  @Given("{string} and its autoscaler are watched every {int} seconds")
  public void watched(String name, int seconds) {
    var client = run.access().client();
    var recorder =
        AutoscalingRecorder.start(
            client,
            new AutoscalingRecorder.Target(Autoscalers.NAMESPACE, name, PORT),
            Duration.ofSeconds(seconds));
    notes.undo().push("stop watching " + name, recorder::close);
    notes.keep(new LoadRun(recorder::series, Instant.now(), new ApiClock(client).now()));
  }

  @Then("the load has begun")
  public void visitorsHaveCome() {
    run.eventually(
        Limit.SERVICE_ANSWERS,
        "requests to podinfo",
        () -> notes.load().series(),
        seen -> seen.last().filter(each -> each.visitsPerSecond() > 0).isPresent(),
        this::fault);
  }

  @Then("the autoscaler wants more than {int} pods")
  public void wantsMore(int pods) {
    run.eventually(
        Limit.HPA_RISE,
        Texts.of("the autoscaler to want more than %d pods", pods),
        () -> notes.load().series(),
        seen -> seen.firstAbove(pods).isPresent(),
        this::fault);
  }

  @Then("while the load lasts, the number of pods settles, within one, for at least {int} seconds")
  public void comesToRest(int seconds) {
    var since = notes.load().rise().at();
    var seen =
        run.eventually(
            Limit.HPA_SETTLED,
            Texts.of(
                "%d s in which the number of pods stays the same, within one, and all are Ready",
                seconds),
            () -> notes.load().series(),
            all -> rests(all.since(since), Duration.ofSeconds(seconds)),
            this::fault);
    run.recorder().fact("atRest", seen.toString());
  }

  @Then("at least 99 of 100 requests were served")
  public void visitorsWereServed() {
    LoadSeen seen = seenByHey();
    if (!seen.served()) {
      throw new LabFaultException(
          "at least 99 of 100 requests to be served", LoadRun.inWords(seen.toString()));
    }
    run.recorder().fact("load", seen.toString());
  }

  @Then("the load lasted {int} seconds, give or take {int}")
  public void lasted(int seconds, int tolerance) {
    var seen = seenByHey();
    assertThat(seen.seconds())
        .as("seconds that the load lasted: %s", seen)
        .isBetween((double) seconds - tolerance, (double) seconds + tolerance);
  }

  // One that has just been added may take a moment.
  private static boolean rests(AutoscalingSeries seen, Duration length) {
    return seen.atRest().compareTo(length) >= 0
        && seen.last().filter(each -> each.ready() == each.hpa().desired()).isPresent();
  }

  private void endLoad() {
    // pkill exits with 1 when there is no such process, which is no failure.
    typing.prepares("node1", "pkill -KILL -x hey || test $? -eq 1");
    var load = parts.load();
    run.ofLab().eventually(Limit.COMMAND, "hey to end", load::runs, runs -> !runs);
  }

  private LoadSeen seenByHey() {
    String told = notes.answer().stdout();
    return LoadSeen.in(told)
        .orElseThrow(
            () ->
                new LabFaultException(
                    "hey to report how many requests were served",
                    LoadRun.inWords("hey only printed: " + told)));
  }

  private Optional<Hopeless> fault(AutoscalingSeries seen) {
    return LoadRun.fault(seen, notes.started());
  }

  @Then("that is as many as the formula gives for the same metrics")
  public void asTheFormulaSays() {
    HpaSeen decision = hpa();
    assertThat(decision.desired())
        .as("ceil(pods * metric / target), limited to what one step allows: %s", decision)
        .isEqualTo(decision.inOneStep());
    run.recorder().fact("firstDecision", decision.toString());
  }

  @Then("its event says {string}")
  public void eventSays(String reason) {
    List<EventSeen> events =
        run.eventually(
            Limit.COMMAND, "an event that gives the reason", this::events, seen -> !seen.isEmpty());
    assertThat(events.get(0).message()).as("the first of %s", events).contains(reason);
    run.recorder().fact("events", events.stream().map(EventSeen::toString).toList());
  }

  @Then(
      "by the clock of the API server, the load came first, then the metrics, the decision and the new pods")
  public void inOrder() {
    Instant began = notes.load().silentUntil();
    Instant decided = Objects.requireNonNull(hpa().writtenAt());
    Instant measured = notes.load().measuredBefore(decided);
    Instant created = firstPodSince(began);
    assertThat(measured)
        .as("time of the pods' metrics; there were no requests until %s", began)
        .isAfter(began);
    assertThat(decided).as("time of the decision to add pods").isAfterOrEqualTo(measured);
    assertThat(created.plus(ROUNDING))
        .as("time when the first new pod was created")
        .isAfterOrEqualTo(decided);
    run.recorder().fact("order", List.of(began, measured, decided, created).toString());
  }

  @Then("it removes pods only after {int} seconds in which fewer would have been enough")
  public void takesAway(int seconds) {
    notes.load().fallsWithin(limitOf(seconds));
    AutoscalingSeries.Fall fall =
        run.eventually(
                notes.load().oneFall(),
                "pods to be removed",
                () -> notes.load().series(),
                seen -> seen.fall().isPresent())
            .fall()
            .orElseThrow();
    assertThat(fall.waited().plus(ROUNDING))
        .as("time that it waited: %s", fall)
        .isGreaterThanOrEqualTo(Duration.ofSeconds(seconds));
    run.recorder().fact("fall", fall.toString());
  }

  @Then("in the end there are {int} pods again")
  public void pods(int pods) {
    run.eventually(
        notes.load().oneFall(),
        Texts.of("%d pods again", pods),
        () -> notes.load().series(),
        all -> all.last().filter(each -> isBack(each, pods)).isPresent());
    run.recorder().fact("secondsUntilBack", notes.load().secondsSinceEnd());
  }

  @Then("it never wanted fewer than {int} pods or more than {int}")
  public void neverOutside(int fewest, int most) {
    AutoscalingSeries seen = notes.load().series();
    assertThat(seen.samples())
        .as("every observation of the autoscaler")
        .hasSizeGreaterThan(10)
        .allMatch(each -> each.hpa().min() == fewest && each.hpa().max() == most)
        .allMatch(Sample::withinBounds);
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
            "a pod newer than " + moment,
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

  private static boolean isBack(Sample seen, int pods) {
    return seen.hpa().desired() == pods && seen.ready() == pods;
  }

  private static Limit limitOf(int seconds) {
    return seconds > AutoscalingBudget.WINDOW.toSeconds() ? Limit.HPA_DEFAULT_FALL : Limit.HPA_FALL;
  }
}

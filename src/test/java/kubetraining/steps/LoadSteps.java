package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.probe.ApiClock;
import kubetraining.probe.AutoscalingRecorder;
import kubetraining.probe.AutoscalingSeries;
import kubetraining.probe.LoadSeen;
import kubetraining.run.TrainingRun;
import kubetraining.wait.Hopeless;
import kubetraining.wait.LabFaultException;

/** A load on podinfo: watched, begun, steady, ended. */
public final class LoadSteps {
  private static final int PORT = 9898;
  private final TrainingRun run;
  private final ScenarioNotes notes;
  private final Typing typing;
  private final AutoscalingParts parts;
  private final Autoscalers autoscalers;

  public LoadSteps(TrainingRun run, ScenarioNotes notes, Typing typing) {
    this.run = run;
    this.notes = notes;
    this.typing = typing;
    this.parts = new AutoscalingParts(run);
    this.autoscalers = new Autoscalers(run);
  }

  @Given("no hey runs on node1, before and after")
  public void noLoad() {
    notes.undo().push("end the load", this::endLoad);
    endLoad();
  }

  @Given("{string} is at rest with {int} pods")
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
            new AutoscalingRecorder.Target(AutoscalingParts.NAMESPACE, name, PORT),
            Duration.ofSeconds(seconds));
    notes.undo().push("stop watching " + name, recorder::close);
    notes.load(new LoadRun(recorder::series, Instant.now(), new ApiClock(client).now()));
  }

  @Then("the visitors have come")
  public void visitorsHaveCome() {
    run.eventually(
        Limit.SERVICE_ANSWERS,
        "visitors of podinfo",
        () -> notes.load().series(),
        seen -> seen.last().filter(each -> each.visitsPerSecond() > 0).isPresent(),
        this::fault);
  }

  @Then("the autoscaler wants more than {int} pods")
  public void wantsMore(int pods) {
    run.eventually(
        Limit.HPA_RISE,
        Texts.of("more than %d pods to be wanted", pods),
        () -> notes.load().series(),
        seen -> seen.firstAbove(pods).isPresent(),
        this::fault);
  }

  @Then("while the load lasts, the number of pods comes to rest, within one, for {int} seconds")
  public void comesToRest(int seconds) {
    var since = notes.load().rise().at();
    var seen =
        run.eventually(
            Limit.HPA_SETTLED,
            Texts.of("%d s of as many pods, or one more, and all of them Ready", seconds),
            () -> notes.load().series(),
            all -> rests(all.since(since), Duration.ofSeconds(seconds)),
            this::fault);
    run.recorder().fact("atRest", seen.toString());
  }

  @Then("every visitor was served, but for one in a hundred perhaps")
  public void visitorsWereServed() {
    LoadSeen seen = seenByHey();
    if (!seen.served()) {
      throw new LabFaultException(
          "at least 99 of 100 visitors to be served", LoadRun.inWords(seen.toString()));
    }
    run.recorder().fact("load", seen.toString());
  }

  @Then("the load lasted {int} seconds, give or take {int}")
  public void lasted(int seconds, int tolerance) {
    var seen = seenByHey();
    assertThat(seen.seconds())
        .as("how long it lasted: %s", seen)
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
                    "hey to tell how many visitors were served",
                    LoadRun.inWords("hey told nothing but: " + told)));
  }

  private Optional<Hopeless> fault(AutoscalingSeries seen) {
    return LoadRun.fault(seen, notes.started());
  }
}

package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.util.HashMap;
import java.util.function.Predicate;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.probe.KubeletProbe;
import kubetraining.probe.KubeletPulse;
import kubetraining.run.TrainingRun;
import org.jspecify.annotations.Nullable;

/** The kubelet of one machine as a program: down, up, refusing to start, and what it says. */
public final class KubeletSteps {
  private final TrainingRun run;
  private final ScenarioNotes notes;
  private final CpuTraces traces;
  private @Nullable KubeletPulse before;

  public KubeletSteps(TrainingRun run, ScenarioNotes notes) {
    this.run = run;
    this.notes = notes;
    this.traces = new CpuTraces(run);
  }

  @Then("the kubelet of {machine} is down")
  public void isDown(String machine) {
    before =
        run.eventually(
            Limit.KUBELET_WELL,
            Texts.of("the kubelet of %s to be down", machine),
            () -> probe().pulse(machine),
            seen -> !seen.answers());
  }

  @Then("the kubelet of {machine} is up again, and says that the node is Ready")
  public void isUpAgain(String machine) {
    KubeletPulse earlier = before();
    run.eventually(
        Limit.KUBELET_WELL,
        Texts.of("the kubelet of %s to be up and to say that the node is Ready", machine),
        () -> probe().pulse(machine),
        lasting(seen -> seen.wellSince(earlier)));
  }

  // A kubelet that is about to refuse its configuration answers and reports for a moment.
  private static Predicate<KubeletPulse> lasting(Predicate<KubeletPulse> well) {
    var since = new HashMap<String, Long>();
    return seen -> {
      if (!well.test(seen)) {
        since.clear();
        return false;
      }
      long now = System.nanoTime();
      long began = since.computeIfAbsent(seen.start(), any -> now);
      return now - began >= Limit.KUBELET_HOLD.duration().toNanos();
    };
  }

  @Then("{machine} stays Ready for {int} seconds")
  public void staysReady(String machine, int seconds) {
    run.holds(
        Duration.ofSeconds(seconds),
        machine + " Ready and open to pods",
        () -> probe().pulse(machine),
        seen -> seen.answers() && seen.ready() && !seen.cordoned());
  }

  @Then("the kubelet of {machine} does not start, and says {string}")
  public void doesNotStart(String machine, String reason) {
    run.eventually(
        Limit.KUBELET_WELL,
        Texts.of("the kubelet of %s to say '%s'", machine, reason),
        () -> probe().journal(machine),
        journal -> journal.contains(reason));
    isDown(machine);
  }

  @Then("the answer holds {string}")
  public void answerHolds(String text) {
    var answer = notes.answer();
    assertThat(answer.stdout() + answer.stderr())
        .as("what '%s' printed on %s", answer.command(), answer.machine())
        .contains(text);
  }

  @Given("{machine} has no file 10-kubeadm.conf")
  public void hasNoDropIn(String machine) {
    traces.dropIn(machine).remove();
    assertThat(traces.dropIn(machine).present()).as(traces.dropIn(machine).name()).isFalse();
  }

  @Given("{machine} has the file 10-kubeadm.conf, as packages wrote it until 2023")
  public void hasDropIn(String machine) {
    hasNoDropIn(machine);
    var file = traces.dropIn(machine);
    notes.undo().push("remove " + file.name(), file::remove);
    file.install();
    before = probe().pulse(machine);
  }

  private KubeletPulse before() {
    assertThat(before).as("signs of life from an earlier step").isNotNull();
    return before;
  }

  private KubeletProbe probe() {
    return traces.kubelets();
  }
}

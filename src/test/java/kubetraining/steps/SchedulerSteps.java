package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kubetraining.component.HeatScheduler;
import kubetraining.component.NodeTemperatures;
import kubetraining.component.SchedulingTraces;
import kubetraining.component.Scout;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.lab.Machine;
import kubetraining.probe.CapacityProbe;
import kubetraining.probe.ExtenderDecision;
import kubetraining.probe.SchedulingProbe;
import kubetraining.run.TrainingRun;
import kubetraining.wait.NotThereException;
import org.jspecify.annotations.Nullable;

/** The heat scheduler before a pod is placed: whether it is there, and what it knows. */
public final class SchedulerSteps {
  private static final String EXTENDER = "extender";
  private final TrainingRun run;
  private final ScenarioNotes notes;
  private final Typing typing;

  public SchedulerSteps(TrainingRun run, ScenarioNotes notes, Typing typing) {
    this.run = run;
    this.notes = notes;
    this.typing = typing;
  }

  @Given("no temperature, pod or right of this section is in the cluster, before and after")
  public void nothingOfThisSection() {
    var traces =
        new SchedulingTraces(run.cluster(), run.section().ledger(), Limit.POD_DELETED.duration());
    run.section().startsWithout(traces, heatScheduler());
    notes.undo().push("remove what the commands of section 4 left", traces::remove);
    traces.remove();
  }

  @Given("no scheduler of the name heat-scheduler is in the cluster")
  public void notInstalled() {
    run.section().without(heatScheduler());
  }

  @Given("the heat scheduler is installed")
  public void installed() {
    var scheduler = heatScheduler();
    run.section().uses(scheduler);
    notes.undo().push("mend the heat scheduler", scheduler::mend);
  }

  @Then("its scheduler and its extender both answer")
  public void bothAnswer() {
    run.during("heat-scheduler to answer", heatScheduler()::awaitReady);
    var answer = probe().answering(HeatScheduler.NAME);
    assertThat(answer)
        .as("containers of the heat scheduler that answer")
        .containsExactlyInAnyOrder(HeatScheduler.NAME, EXTENDER);
  }

  @Given("the nodes are annotated with these temperatures:")
  public void annotated(Map<String, String> temperatures) {
    typing.prepares(
        "node1",
        run.access().machines().stream()
            .map(Machine::name)
            .map(node -> annotate(node, temperatures.get(node)))
            .collect(Collectors.joining("\n")));
  }

  private static String annotate(String node, @Nullable String temperature) {
    return Texts.of(
        "kubectl annotate --overwrite nodes %s %s%s",
        node, NodeTemperatures.ANNOTATION, temperature == null ? "-" : "=" + temperature);
  }

  @Given("the nodes have these temperatures:")
  public void temperaturesAre(Map<String, String> temperatures) {
    annotated(temperatures);
    heatSchedulerKnows();
  }

  /** First that they stand on the nodes: a scheduler that is up to date may know others. */
  @Then("the heat scheduler knows these temperatures:")
  public void heatSchedulerKnows(Map<String, String> temperatures) {
    var wanted = new TreeMap<String, Double>();
    temperatures.forEach((node, text) -> wanted.put(node, Double.valueOf(text)));
    var now = probe().temperatures();
    if (now.values().stream().allMatch(each -> each.isInfinite())) {
      throw new NotThereException("temperatures of the nodes", "no node has a temperature");
    }
    assertThat(now).as("temperatures that stand on the nodes").isEqualTo(wanted);
    heatSchedulerKnows();
  }

  /**
   * The scheduler hears of a change a moment after the API server has taken it. We send scouts
   * until one of them was asked about with the temperatures that the nodes have.
   */
  private void heatSchedulerKnows() {
    Map<String, Double> now = probe().temperatures();
    run.eventually(
        Limit.POD_PLACED,
        "the heat scheduler to know the temperatures " + now,
        () -> askedAbout(HeatScheduler.NAME).received(),
        now::equals);
  }

  @Then("the extender has stopped answering")
  public void extenderStopped() {
    run.eventually(
        Limit.COMMAND,
        "the extender, and only it, to stop answering",
        () -> probe().answering(HeatScheduler.NAME),
        List.of(HeatScheduler.NAME)::equals);
  }

  @Then("{machine} has less than {int} CPU left")
  public void isFull(String node, int cpus) {
    assertThat(new CapacityProbe(run.access().client()).rooms())
        .as("room on each node")
        .filteredOn(room -> room.node().equals(node))
        .singleElement()
        .satisfies(room -> assertThat(room.freeMilliCpu()).isLessThan(cpus * 1000L));
  }

  @Then("no scheduler cares for pod {string} for {int} seconds")
  public void nobodyCares(String pod, int seconds) {
    run.holds(
        Duration.ofSeconds(seconds),
        Texts.of("pod %s without node, condition and event", pod),
        () ->
            probe()
                .placement(pod)
                .orElseThrow(() -> new NotThereException("pod " + pod, "no pod of that name")),
        seen -> seen.unnoticed() && seen.scheduler().equals(HeatScheduler.NAME));
  }

  private ExtenderDecision askedAbout(String scheduler) {
    try (var scout = Scout.sentTo(run.cluster().admin(), scheduler)) {
      return run.eventually(
              Limit.POD_PLACED,
              "the extender to be asked about a scout",
              () -> probe().extenderLog().about(scout.uid()),
              Optional::isPresent)
          .orElseThrow();
    }
  }

  private SchedulingProbe probe() {
    return new SchedulingProbe(run.access().client());
  }

  private HeatScheduler heatScheduler() {
    return new HeatScheduler(
        run.cluster(), run.section().ledger(), run.manifests(), Limit.COMPONENT.duration());
  }
}

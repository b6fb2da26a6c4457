package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kubetraining.component.HeatScheduler;
import kubetraining.component.NodeTemperatures;
import kubetraining.component.Scout;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.lab.Machine;
import kubetraining.page.PlacedPod;
import kubetraining.probe.CapacityProbe;
import kubetraining.probe.ExtenderLog;
import kubetraining.probe.PodProbe;
import kubetraining.probe.PodSeen;
import kubetraining.probe.SchedulingProbe;
import kubetraining.probe.SchedulingProbe.Placement.SchedulingEvent;
import kubetraining.run.TrainingRun;
import kubetraining.wait.Hopeless;
import kubetraining.wait.NotThereException;
import org.jspecify.annotations.Nullable;

/**
 * The heat scheduler: whether it is there, and what it knows; where a pod was placed, who says so,
 * and what the extender was asked about it.
 */
public final class SchedulerSteps {
  private static final String EXTENDER = "extender";
  private final TrainingRun run;
  private final ScenarioNotes notes;
  private final Typing typing;
  private final Parts parts;
  private final List<PlacedPod> placements = new ArrayList<>();

  public SchedulerSteps(TrainingRun run, ScenarioNotes notes, Typing typing, Parts parts) {
    this.run = run;
    this.notes = notes;
    this.typing = typing;
    this.parts = parts;
  }

  @Then("its scheduler and its extender both answer")
  public void bothAnswer() {
    run.during("heat-scheduler to answer", parts.heatScheduler()::awaitReady);
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

  /** First that they are on the nodes: a scheduler that is up to date can know others. */
  @Then("the heat scheduler knows these temperatures:")
  public void heatSchedulerKnows(Map<String, String> temperatures) {
    var wanted = new TreeMap<String, Double>();
    temperatures.forEach((node, text) -> wanted.put(node, Double.valueOf(text)));
    var now = probe().temperatures();
    if (now.values().stream().allMatch(each -> each.isInfinite())) {
      throw new NotThereException("temperatures of the nodes", "no node has a temperature");
    }
    assertThat(now).as("temperatures on the nodes").isEqualTo(wanted);
    heatSchedulerKnows();
  }

  /**
   * The scheduler hears of a change a moment after the API server has taken it. We send scouts
   * until one of them was asked about with the temperatures that the nodes have. Where a person is
   * watched we send none: people are slower than that moment.
   */
  private void heatSchedulerKnows() {
    if (run.cluster().isWatchedOnly()) {
      return;
    }
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
        "the extender, and nothing else, to stop answering",
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

  @Then("no scheduler picks up pod {string} for at least {int} seconds")
  public void nobodyCares(String pod, int seconds) {
    run.holds(
        Duration.ofSeconds(seconds),
        Texts.of("pod %s has no node, condition or event", pod),
        () ->
            probe()
                .placement(pod)
                .orElseThrow(() -> new NotThereException("pod " + pod, "no pod of that name")),
        seen -> seen.unnoticed() && seen.scheduler().equals(HeatScheduler.NAME));
  }

  private ExtenderLog.Decision askedAbout(String scheduler) {
    try (var scout = Scout.sentTo(run.cluster().admin(), scheduler)) {
      return decision(scout.uid(), "the extender to be asked about a scout pod");
    }
  }

  private ExtenderLog.Decision decision(String uid, String what) {
    return run.eventually(
            Limit.POD_PLACED, what, () -> probe().extenderLog().about(uid), Optional::isPresent)
        .orElseThrow();
  }

  private SchedulingProbe probe() {
    return new SchedulingProbe(run.access().client());
  }

  /** Placing is judged as soon as it is done; whether the pod then runs is another question. */
  @Then("pod {string} is placed on {machine} by the scheduler {string}")
  public void placedOn(String pod, String node, String scheduler) {
    var placement = placed(pod);
    assertThat(placement.node())
        .as(
            "node of %s, with the temperatures %s and now this room: %s",
            placement, probe().temperatures(), new CapacityProbe(run.access().client()).rooms())
        .isEqualTo(node);
    assertThat(placement.scheduler()).as("the scheduler that %s names", pod).isEqualTo(scheduler);
    assertThat(placement.placing().map(SchedulingEvent::reporter))
        .as("reporter of the event Scheduled of %s", placement)
        .contains(scheduler);
    assertThat(placement.placing().map(SchedulingEvent::message).orElse(""))
        .as("the event Scheduled of %s", placement)
        .endsWith("to " + node);
  }

  @Then("for {string} the extender was asked about {machines}, and chose {machine}")
  public void askedAndChose(String pod, List<String> nodes, String chosen) {
    assertThat(decisionOn(pod).received())
        .as("nodes that the extender was asked about for pod %s", pod)
        .containsOnlyKeys(nodes);
    chose(pod, chosen);
  }

  @Then("for {string} the extender was asked about {machine}, among others, and chose {machine}")
  public void askedAmongOthers(String pod, String node, String chosen) {
    assertThat(decisionOn(pod).received())
        .as("nodes that the extender was asked about for pod %s", pod)
        .containsKey(node)
        .hasSizeGreaterThan(1);
    chose(pod, chosen);
  }

  @Then("the log that the trainee reads says the same about {string}")
  public void logTellsTheSame(String pod) {
    String uid = placed(pod).uid();
    assertThat(new ExtenderLog(notes.said()).about(uid))
        .as("what the log says about %s with UID %s", pod, uid)
        .contains(decisionOn(pod));
  }

  private void chose(String pod, String chosen) {
    var decision = decisionOn(pod);
    assertThat(decision.received())
        .as(
            "STALE? temperatures that the extender received for pod %s, and those on the nodes now",
            pod)
        .isEqualTo(temperaturesOf(decision.received().keySet()));
    assertThat(decision.chosen()).as("choice of the extender, %s", decision).contains(chosen);
    assertThat(decision.celsius())
        .as("temperature of its choice, %s", decision)
        .isEqualTo(decision.lowest())
        .isEqualTo(decision.received().get(chosen));
    assertThat(placed(pod).node()).as("node on which the scheduler placed it").isEqualTo(chosen);
    placements.add(picture(placed(pod), decision));
    run.recorder().fact(PlacedPod.FACT, List.copyOf(placements));
  }

  /** What the report can draw: all nodes, and why it is this one. */
  private PlacedPod picture(SchedulingProbe.Placement placed, ExtenderLog.Decision decision) {
    var celsius = new HashMap<>(probe().temperatures());
    celsius.putAll(decision.received());
    var pods = new PodProbe(run.access().client()).in("default");
    return new PlacedPod(
        placed.pod(),
        placed.scheduler(),
        placed.node(),
        new CapacityProbe(run.access().client())
            .rooms().stream()
                .map(
                    room -> {
                      boolean asked = decision.received().containsKey(room.node());
                      return new PlacedPod.Candidate(
                          room.node(),
                          finite(celsius.get(room.node())),
                          asked,
                          asked ? "" : reason(room, pods));
                    })
                .toList());
  }

  private static String reason(CapacityProbe.Room room, List<PodSeen> pods) {
    if (!room.open()) {
      return "it takes no ordinary pods";
    }
    String here =
        pods.stream()
            .filter(pod -> pod.node().equals(room.node()) && pod.phase().equals("Running"))
            .map(PodSeen::name)
            .collect(Collectors.joining(", "));
    return Texts.of(
        "%dm of CPU left%s", room.freeMilliCpu(), here.isEmpty() ? "" : ", taken by " + here);
  }

  private static @Nullable Double finite(@Nullable Double seen) {
    return seen == null || !Double.isFinite(seen) ? null : seen;
  }

  private SchedulingProbe.Placement placed(String pod) {
    return run.eventually(
            Limit.POD_PLACED,
            Texts.of("pod %s to be placed, and an event that says so", pod),
            () -> probe().placement(pod),
            seen -> seen.filter(each -> each.placed() && each.placing().isPresent()).isPresent(),
            seen ->
                Optional.of(Hopeless.notThere("there is no such pod"))
                    .filter(any -> seen.isEmpty()))
        .orElseThrow();
  }

  private ExtenderLog.Decision decisionOn(String pod) {
    return decision(
        placed(pod).uid(), Texts.of("the decision about pod %s in the extender's log", pod));
  }

  private Map<String, Double> temperaturesOf(Set<String> nodes) {
    var temperatures = new TreeMap<>(probe().temperatures());
    temperatures.keySet().retainAll(nodes);
    return temperatures;
  }
}

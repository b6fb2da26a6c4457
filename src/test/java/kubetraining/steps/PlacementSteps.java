package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.page.PlacedPod;
import kubetraining.probe.CapacityProbe;
import kubetraining.probe.ExtenderDecision;
import kubetraining.probe.ExtenderLog;
import kubetraining.probe.Placement;
import kubetraining.probe.Placement.SchedulingEvent;
import kubetraining.probe.SchedulingProbe;
import kubetraining.run.TrainingRun;
import kubetraining.wait.Hopeless;

/** Where a pod was placed, who says so, and what the extender was asked about it. */
public final class PlacementSteps {
  private final TrainingRun run;
  private final ScenarioNotes notes;
  private final List<PlacedPod> placements = new ArrayList<>();

  public PlacementSteps(TrainingRun run, ScenarioNotes notes) {
    this.run = run;
    this.notes = notes;
  }

  /** Placing is judged as soon as it is done; whether the pod then runs is another question. */
  @Then("pod {string} is placed on {machine} by the scheduler {string}")
  public void placedOn(String pod, String node, String scheduler) {
    var placement = placed(pod);
    assertThat(placement.node())
        .as(
            "node of %s, given the temperatures %s and now this room: %s",
            placement, probe().temperatures(), new CapacityProbe(run.access().client()).rooms())
        .isEqualTo(node);
    assertThat(placement.scheduler()).as("the scheduler that %s names", pod).isEqualTo(scheduler);
    assertThat(placement.placing().map(SchedulingEvent::reporter))
        .as("who reports the event Scheduled of %s", placement)
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

  @Then("the log that the trainee reads tells the same of {string}")
  public void logTellsTheSame(String pod) {
    String uid = placed(pod).uid();
    assertThat(new ExtenderLog(notes.said()).about(uid))
        .as("what the log says of %s with uid %s", pod, uid)
        .contains(decisionOn(pod));
  }

  private void chose(String pod, String chosen) {
    var decision = decisionOn(pod);
    assertThat(decision.received())
        .as("STALE? what the extender received for pod %s, and what stands on the nodes now", pod)
        .isEqualTo(temperaturesOf(decision.received().keySet()));
    assertThat(decision.chosen()).as("what the extender chose, %s", decision).contains(chosen);
    assertThat(decision.celsius())
        .as("the temperature of its choice, %s", decision)
        .isEqualTo(decision.lowest())
        .isEqualTo(decision.received().get(chosen));
    assertThat(placed(pod).node()).as("where the scheduler placed it").isEqualTo(chosen);
    placements.add(new PlacementPicture(run.access().client()).of(placed(pod), decision));
    run.recorder().fact(PlacedPod.FACT, List.copyOf(placements));
  }

  private Placement placed(String pod) {
    return run.eventually(
            Limit.POD_PLACED,
            Texts.of("pod %s to be placed, and an event that says so", pod),
            () -> probe().placement(pod),
            seen -> seen.filter(each -> each.placed() && each.placing().isPresent()).isPresent(),
            seen ->
                seen.isEmpty()
                    ? Optional.of(Hopeless.notThere("there is no such pod"))
                    : Optional.empty())
        .orElseThrow();
  }

  private ExtenderDecision decisionOn(String pod) {
    String uid = placed(pod).uid();
    return run.eventually(
            Limit.POD_PLACED,
            Texts.of("the decision on pod %s in the log of the extender", pod),
            () -> probe().extenderLog().about(uid),
            Optional::isPresent)
        .orElseThrow();
  }

  private Map<String, Double> temperaturesOf(Set<String> nodes) {
    var temperatures = new TreeMap<>(probe().temperatures());
    temperatures.keySet().retainAll(nodes);
    return temperatures;
  }

  private SchedulingProbe probe() {
    return new SchedulingProbe(run.access().client());
  }
}

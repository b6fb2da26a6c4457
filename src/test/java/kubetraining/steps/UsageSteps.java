package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import kubetraining.config.Limit;
import kubetraining.probe.UsageProbe;
import kubetraining.probe.UsageSeen;
import kubetraining.run.TrainingRun;
import kubetraining.wait.NotThereException;

/** What nodes and pods use, by the metrics API; and the pod of which it is known before. */
public final class UsageSteps {
  private static final String NAMESPACE = "default";
  private static final String LOAD = "busy";
  private final TrainingRun run;
  private final ScenarioNotes notes;

  public UsageSteps(TrainingRun run, ScenarioNotes notes) {
    this.run = run;
    this.notes = notes;
  }

  @Given("a pod of known load, {int}m of CPU, runs")
  public void knownLoadRuns(int milliCpu) {
    run.section().uses(new SeeingParts(run).knownLoad());
    var load =
        run.access().client().apps().deployments().inNamespace(NAMESPACE).withName(LOAD).get();
    if (load == null) {
      throw new NotThereException("the Deployment " + LOAD, "none of that name");
    }
    assertThat(load.getSpec().getTemplate().getSpec().getContainers())
        .as("what limits the pod of known load")
        .singleElement()
        .satisfies(
            container ->
                assertThat(container.getResources().getLimits().get("cpu"))
                    .isEqualTo(new Quantity(milliCpu + "m")));
  }

  @Then("the API server passes on {string} to the service {string} in {string}")
  public void passesOn(String group, String service, String namespace) {
    assertThat(run.access().client().apiServices().list().getItems())
        .as("who serves %s", group)
        .filteredOn(each -> group.equals(each.getSpec().getGroup()))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.getSpec().getService().getName()).isEqualTo(service);
              assertThat(each.getSpec().getService().getNamespace()).isEqualTo(namespace);
            });
  }

  @Then("the metrics API knows {machines}")
  public void knowsMachines(List<String> names) {
    List<UsageSeen> seen =
        run.eventually(
            Limit.MEASURED,
            "figures of " + String.join(", ", names),
            () -> usage().nodes(),
            nodes -> nodes.stream().map(UsageSeen::name).toList().equals(names));
    assertThat(seen)
        .as("a running node uses CPU and memory")
        .allSatisfy(node -> assertThat(node.milliCpu()).isPositive())
        .allSatisfy(node -> assertThat(node.bytes()).isPositive());
    run.recorder().fact("nodeUsage", seen.stream().map(UsageSeen::toString).toList());
  }

  @Given("the metrics API knows the pod of known load")
  public void knowsLoad() {
    figures("a figure of the pod of known load", seen -> true);
  }

  @Then("the answer names the pod of known load")
  public void answerNamesLoad() {
    assertThat(notes.answer().stdout()).as("what kubectl shows").contains(LOAD + "-");
  }

  @Then("its figure, over a time in which it ran, is {int}m, give or take {int}m")
  public void figureIs(int milliCpu, int tolerance) {
    Instant running = loadRunningSince();
    var seen =
        figures(
            "a figure of the pod of known load that begins after " + running,
            each -> each.from().isAfter(running));
    run.recorder().fact("knownLoad", seen.toString());
    assertThat(seen.milliCpu())
        .as("what was measured while it ran, since %s: %s", running, seen)
        .isBetween((long) milliCpu - tolerance, (long) milliCpu + tolerance);
  }

  private Instant loadRunningSince() {
    return run
        .access()
        .client()
        .pods()
        .inNamespace(NAMESPACE)
        .withLabel("app", LOAD)
        .list()
        .getItems()
        .stream()
        .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
        .map(container -> Instant.parse(container.getState().getRunning().getStartedAt()))
        .max(Instant::compareTo)
        .orElseThrow(() -> new AssertionError("the pod of known load does not run"));
  }

  private UsageSeen figures(String what, Predicate<UsageSeen> claim) {
    return run.eventually(
            Limit.MEASURED,
            what,
            () -> usage().pods(NAMESPACE, "app", LOAD),
            seen -> seen.size() == 1 && claim.test(seen.get(0)))
        .get(0);
  }

  private UsageProbe usage() {
    return new UsageProbe(run.access().client());
  }
}

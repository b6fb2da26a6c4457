package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import io.fabric8.kubernetes.api.model.Event;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.probe.CapacityProbe;
import kubetraining.probe.NodeRoom;
import kubetraining.probe.PodSeen;
import kubetraining.probe.Quantities;
import kubetraining.run.TrainingRun;
import kubetraining.wait.Hopeless;
import kubetraining.wait.NotThereException;

/** Pods that find no CPU or no scheduler, and folders that are not where the old text looks. */
public final class CpuErrataSteps {
  private static final String SECOND = "podpi-second";
  private static final int ONE = 1000;
  private final TrainingRun run;
  private final ScenarioNotes notes;
  private final CpuTraces traces;

  public CpuErrataSteps(TrainingRun run, ScenarioNotes notes) {
    this.run = run;
    this.notes = notes;
    this.traces = new CpuTraces(run);
  }

  @Then("the second pod waits, because of {string}")
  public void waitsBecause(String reason) {
    run.recorder().fact("askedFor", Texts.of("%dm of CPU with %s", wanted(), rooms()));
    run.eventually(
        Limit.COMMAND,
        "the scheduler to say why it cannot place " + SECOND,
        () -> second(),
        seen -> seen.unplaced().contains(reason),
        seen ->
            Optional.of(Hopeless.wrong("it was placed on " + seen.node()))
                .filter(any -> !seen.node().isEmpty()));
  }

  @Then("it waits for {int} seconds at least")
  public void waitsFor(int seconds) {
    run.holds(
        Duration.ofSeconds(seconds),
        SECOND + " has no node",
        this::second,
        seen -> seen.node().isEmpty());
  }

  @Then("the second pod gets all its CPUs on {machine}, and has them alone")
  public void secondGetsThem(String machine) {
    assertThat(traces.started(SECOND).node()).as("the node of %s", SECOND).isEqualTo(machine);
    assertThat(wanted() % ONE)
        .as("thousandths beyond whole CPUs that %s asks for", SECOND)
        .isZero();
    var unused = traces.alone(SECOND, machine, (int) (wanted() / ONE));
  }

  @Then("no scheduler takes pod {string} for {int} seconds, and nobody says why")
  public void nobodyTakes(String pod, int seconds) {
    run.holds(
        Duration.ofSeconds(seconds),
        pod + " has neither a node nor a reason",
        () -> named(pod),
        seen ->
            seen.phase().equals("Pending") && seen.node().isEmpty() && seen.unplaced().isEmpty());
    assertThat(eventsOf(pod)).as("events of pod %s", pod).isEmpty();
  }

  @Then("that folder is there if {machine} has cgroups of version 1 without systemd, and else not")
  public void folderByVersion(String machine) {
    var layout = traces.cpus().of(machine).layout();
    assertThat(notes.answer().succeeded())
        .as("'%s' on %s, %s", notes.answer().command(), machine, layout)
        .isEqualTo(layout.version() == 1 && !layout.systemd());
  }

  @Then("the answer names, for each container on {machine}, the file and the CPUs in it")
  public void namesEachFile(String machine) {
    assertThat(traces.cpus().of(machine).containers())
        .as("containers on %s", machine)
        .isNotEmpty()
        .allSatisfy(
            each ->
                assertThat(notes.answer().stdout().lines())
                    .contains(Texts.of("%s:%s", each.file(), each.allowed())));
  }

  private List<String> eventsOf(String pod) {
    String uid = named(pod).uid();
    return run
        .access()
        .client()
        .v1()
        .events()
        .inNamespace(CpuTraces.NAMESPACE)
        .list()
        .getItems()
        .stream()
        .filter(event -> uid.equals(event.getInvolvedObject().getUid()))
        .map(Event::getMessage)
        .toList();
  }

  private PodSeen second() {
    return named(SECOND);
  }

  private PodSeen named(String pod) {
    return traces
        .pods()
        .named(CpuTraces.NAMESPACE, pod)
        .orElseThrow(() -> new NotThereException("pod " + pod, "no pod of that name"));
  }

  /** Thousandths of a CPU that the second pod asks for. */
  private long wanted() {
    var pod =
        Optional.ofNullable(
                run.access()
                    .client()
                    .pods()
                    .inNamespace(CpuTraces.NAMESPACE)
                    .withName(SECOND)
                    .get())
            .orElseThrow(() -> new NotThereException("pod " + SECOND, "no pod of that name"));
    var requests = pod.getSpec().getContainers().get(0).getResources().getRequests();
    return requests == null || !requests.containsKey("cpu")
        ? 0
        : Quantities.milli(requests.get("cpu"));
  }

  private List<NodeRoom> rooms() {
    return new CapacityProbe(run.access().client()).rooms();
  }
}

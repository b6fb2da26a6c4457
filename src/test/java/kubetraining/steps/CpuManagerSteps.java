package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.probe.CapacityProbe;
import kubetraining.probe.CpuProbe;
import kubetraining.probe.NodeCpus;
import kubetraining.probe.PodSeen;
import kubetraining.probe.Quantities;
import kubetraining.run.TrainingRun;
import kubetraining.wait.Hopeless;
import kubetraining.wait.NotThereException;

/**
 * Which pod may use which CPUs, by sets only: which CPU it is nobody can predict. And pods that
 * find no CPU, and folders that are not where the old text looks.
 */
public final class CpuManagerSteps {
  private static final String SECOND = "podpi-second";
  private static final int ONE = 1000;
  private static final String NEIGHBOUR = "neighbour";
  private final TrainingRun run;
  private final ScenarioNotes notes;
  private final CpuTraces traces;
  private final CpuLooks looks;
  private String pod = "";
  private String machine = "";

  public CpuManagerSteps(TrainingRun run, ScenarioNotes notes, CpuTraces traces, CpuLooks looks) {
    this.run = run;
    this.notes = notes;
    this.traces = traces;
    this.looks = looks;
  }

  @Then("pod {string} runs on {machine}, in the class {word}")
  public void runsInClass(String name, String node, String qosClass) {
    pod = name;
    machine = node;
    assertThat(traces.started(name).node()).as("the node of pod %s", name).isEqualTo(node);
    assertThat(traces.cpus().of(node).of(name))
        .as("containers of pod %s on %s", name, node)
        .filteredOn(each -> !each.added())
        .hasSize(1)
        .allSatisfy(each -> assertThat(each.qosClass()).isEqualTo(qosClass));
  }

  @Then("it may use {int} CPU(s) of its own")
  public void ownCpus(int size) {
    alone(pod, size);
  }

  @Then("it may use the shared CPUs")
  public void sharedCpus() {
    witnessed(
        "the shared CPUs",
        seen ->
            seen.node().state().shared().equals(seen.node().left())
                && seen.shares(seen.node().left()));
  }

  @Then("it may use every CPU of the machine")
  public void everyCpu() {
    witnessed("every CPU of the machine", seen -> seen.shares(seen.node().online()));
  }

  @Then("three witnesses agree that pod {string} has {int} CPU of its own")
  public void witnessesAgree(String name, int size) {
    alone(name, size);
  }

  @Then("every other container on {machine} may use exactly the CPUs that are left")
  public void othersKeepOff(String node) {
    var seen =
        run.eventually(
            Limit.CPUS_MOVED,
            Texts.of("all other containers on %s to use only the CPUs that are left", node),
            () -> traces.cpus().of(node),
            CpuManagerSteps::othersKeepToTheRest);
    assertThat(seen.sharing())
        .as("containers that share CPUs")
        .extracting(NodeCpus.Container::pod)
        .contains(NEIGHBOUR)
        .hasSizeGreaterThan(1);
    run.recorder().fact("containersThatShare", seen.sharing().size());
  }

  @Then("the kubelet of {machine} counts {int} exclusive CPU and no failure")
  public void counts(String node, int given) {
    assertThat(traces.kubelets().counters(node))
        .as("counts of the kubelet of %s since its start", node)
        .satisfies(
            seen -> {
              assertThat(seen.given()).as("exclusive CPUs").isEqualTo(given);
              assertThat(seen.requests()).as("requests").isPositive();
              assertThat(seen.errors()).as("failures").isZero();
            });
  }

  private static boolean othersKeepToTheRest(NodeCpus seen) {
    List<NodeCpus.Container> sharing = seen.sharing();
    return !seen.state().entries().isEmpty()
        && seen.state().shared().equals(seen.left())
        && !seen.left().isEmpty()
        && sharing.stream().allMatch(each -> each.mayUseExactly(seen.left()));
  }

  private void alone(String name, int size) {
    looks.seen(Texts.of("while %s runs", name), traces.alone(name, machine, size).node());
  }

  private void witnessed(String what, Predicate<CpuProbe.Witnesses> claim) {
    var seen =
        run.eventually(
            Limit.CPUS_MOVED,
            Texts.of("pod %s to have %s", pod, what),
            () -> traces.cpus().witnesses(pod, machine),
            claim);
    looks.seen(Texts.of("while %s runs", pod), seen.node());
  }

  @Then("the second pod waits, because of {string}")
  public void waitsBecause(String reason) {
    run.recorder()
        .fact(
            "askedFor",
            Texts.of(
                "%dm of CPU, where %s",
                wanted(), new CapacityProbe(run.access().client()).rooms()));
    run.eventually(
        Limit.COMMAND,
        "the scheduler to say why it cannot place " + SECOND,
        this::second,
        seen -> seen.unplaced().contains(reason),
        seen ->
            Optional.of(Hopeless.wrong("it was placed on " + seen.node()))
                .filter(any -> !seen.node().isEmpty()));
  }

  @Then("it waits for at least {int} seconds")
  public void waitsFor(int seconds) {
    run.holds(
        Duration.ofSeconds(seconds),
        SECOND + " has no node",
        this::second,
        seen -> seen.node().isEmpty());
  }

  @Then("the second pod gets all its CPUs on {machine}, and they are exclusive")
  public void secondGetsThem(String machine) {
    assertThat(traces.started(SECOND).node()).as("the node of %s", SECOND).isEqualTo(machine);
    assertThat(wanted() % ONE)
        .as("thousandths of a CPU that %s requests beyond whole CPUs", SECOND)
        .isZero();
    var unused = traces.alone(SECOND, machine, (int) (wanted() / ONE));
  }

  @Then(
      "that folder exists if {machine} has cgroups of version 1 without systemd, and not otherwise")
  public void folderByVersion(String machine) {
    var layout = traces.cpus().of(machine).layout();
    assertThat(notes.answer().succeeded())
        .as("success of '%s' on %s, %s", notes.answer().command(), machine, layout)
        .isEqualTo(layout.version() == 1 && !layout.systemd());
  }

  @Then("the output lists, for each container on {machine}, the file and the CPUs in it")
  public void namesEachFile(String machine) {
    assertThat(traces.cpus().of(machine).containers())
        .as("containers on %s", machine)
        .isNotEmpty()
        .allSatisfy(
            each ->
                assertThat(notes.answer().stdout().lines())
                    .contains(Texts.of("%s:%s", each.file(), each.allowed())));
  }

  private PodSeen second() {
    return traces.pods().named(CpuTraces.NAMESPACE, SECOND).orElseThrow(CpuManagerSteps::noSecond);
  }

  private static NotThereException noSecond() {
    return new NotThereException("pod " + SECOND, "no pod of that name");
  }

  /** Thousandths of a CPU that the second pod asks for. */
  private long wanted() {
    var pods = run.access().client().pods().inNamespace(CpuTraces.NAMESPACE);
    return Optional.ofNullable(pods.withName(SECOND).get())
        .map(pod -> pod.getSpec().getContainers().get(0).getResources().getRequests())
        .map(requests -> Quantities.milli(requests.get("cpu")))
        .orElseThrow(CpuManagerSteps::noSecond);
  }
}

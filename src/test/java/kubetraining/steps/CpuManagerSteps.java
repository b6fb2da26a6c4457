package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.probe.ContainerCpus;
import kubetraining.probe.CpuWitnesses;
import kubetraining.probe.NodeCpus;
import kubetraining.run.TrainingRun;

/** Which pod may use which CPUs, by sets only: which CPU it is nobody can predict. */
public final class CpuManagerSteps {
  private static final String POD = "podpi-trial";
  private static final String NEIGHBOUR = "neighbour";
  private static final String LATECOMER = "latecomer";
  private final TrainingRun run;
  private final ScenarioNotes notes;
  private final CpuTraces traces;
  private final CpuLooks looks;
  private String machine = "";

  public CpuManagerSteps(TrainingRun run, ScenarioNotes notes, CpuLooks looks) {
    this.run = run;
    this.notes = notes;
    this.traces = new CpuTraces(run);
    this.looks = looks;
  }

  @When("a pod that asks for {word} and may use {word} of CPU runs on {machine}")
  public void podRuns(String request, String limit, String node) {
    machine = node;
    looks.look("before", node);
    traces.create(POD, node, new CpuWish(request, Optional.of(limit)));
    traces.started(POD);
  }

  @Given("a neighbour, which has no limit, runs on {machine}")
  public void neighbourRuns(String node) {
    machine = node;
    traces.create(NEIGHBOUR, node, new CpuWish("100m", Optional.empty()));
    traces.started(NEIGHBOUR);
    looks.look("before", node);
  }

  @Then("it is in the class {word}")
  public void inClass(String qosClass) {
    assertThat(traces.cpus().of(machine).of(POD))
        .as("containers of pod %s", POD)
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.qosClass()).isEqualTo(qosClass));
  }

  @Then("it may use {int} CPU(s) of its own")
  public void ownCpus(int size) {
    witnessed(POD, Texts.of("%d CPU of its own", size), seen -> seen.agreeOnOwn(size));
  }

  @Then("it may use the CPUs that all share")
  public void sharedCpus() {
    witnessed(
        POD,
        "the CPUs that all share",
        seen ->
            seen.node().state().shared().equals(seen.node().left())
                && seen.shares(seen.node().left()));
  }

  @Then("it may use every CPU of the machine")
  public void everyCpu() {
    witnessed(POD, "every CPU of the machine", seen -> seen.shares(seen.node().online()));
  }

  @Then("pod {string} runs on {machine}, in the class {word}")
  public void runsInClass(String pod, String node, String qosClass) {
    machine = node;
    assertThat(traces.cpus().of(node).of(pod))
        .as("containers of pod %s on %s", pod, node)
        .hasSize(1)
        .allSatisfy(each -> assertThat(each.qosClass()).isEqualTo(qosClass));
  }

  @Then("three witnesses agree that pod {string} has {int} CPU of its own")
  public void witnessesAgree(String pod, int size) {
    var seen = witnessed(pod, Texts.of("%d CPU of its own", size), each -> each.agreeOnOwn(size));
    run.recorder().fact("witnesses", seen.toString());
  }

  @Then("every other container on {machine} may use exactly the CPUs that are left")
  public void othersKeepOff(String node) {
    var seen =
        run.eventually(
            Limit.CPUS_MOVED,
            Texts.of("all others on %s to keep to the CPUs that are left", node),
            () -> traces.cpus().of(node),
            CpuManagerSteps::othersKeepToTheRest);
    assertThat(seen.sharing())
        .as("containers that share")
        .extracting(ContainerCpus::pod)
        .contains(NEIGHBOUR)
        .hasSizeGreaterThan(1);
    run.recorder().fact("containersThatShare", seen.sharing().size());
  }

  @Then("so may a pod that is started now")
  public void latecomer() {
    traces.create(LATECOMER, machine, new CpuWish("100m", Optional.empty()));
    traces.started(LATECOMER);
    witnessed(LATECOMER, "the CPUs that are left", seen -> seen.shares(seen.node().left()));
  }

  @Then("the kubelet of {machine} counts {int} CPU given away, and no failure")
  public void counts(String node, int given) {
    assertThat(traces.kubelets().counters(node))
        .as("what the kubelet of %s has counted since its start", node)
        .satisfies(
            seen -> {
              assertThat(seen.given()).as("CPUs given away").isEqualTo(given);
              assertThat(seen.requests()).as("requests").isPositive();
              assertThat(seen.errors()).as("failures").isZero();
            });
  }

  private static boolean othersKeepToTheRest(NodeCpus seen) {
    List<ContainerCpus> sharing = seen.sharing();
    return !seen.state().entries().isEmpty()
        && seen.state().shared().equals(seen.left())
        && !seen.left().isEmpty()
        && sharing.stream().allMatch(each -> each.mayUseExactly(seen.left()));
  }

  private CpuWitnesses witnessed(String pod, String what, Predicate<CpuWitnesses> claim) {
    var seen =
        run.eventually(
            Limit.CPUS_MOVED,
            Texts.of("pod %s to have %s", pod, what),
            () -> traces.cpus().witnesses(pod, machine),
            claim);
    looks.seen(Texts.of("while %s runs", pod), seen.node());
    return seen;
  }
}

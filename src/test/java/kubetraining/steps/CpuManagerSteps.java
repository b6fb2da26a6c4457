package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import java.util.List;
import java.util.function.Predicate;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.probe.ContainerCpus;
import kubetraining.probe.CpuWitnesses;
import kubetraining.probe.NodeCpus;
import kubetraining.run.TrainingRun;

/** Which pod may use which CPUs, by sets only: which CPU it is nobody can predict. */
public final class CpuManagerSteps {
  private static final String NEIGHBOUR = "neighbour";
  private final TrainingRun run;
  private final ScenarioNotes notes;
  private final CpuTraces traces;
  private final CpuLooks looks;
  private String pod = "";
  private String machine = "";

  public CpuManagerSteps(TrainingRun run, ScenarioNotes notes, CpuLooks looks) {
    this.run = run;
    this.notes = notes;
    this.traces = new CpuTraces(run);
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

  @Then("it may use the CPUs that all share")
  public void sharedCpus() {
    witnessed(
        pod,
        "the CPUs that all share",
        seen ->
            seen.node().state().shared().equals(seen.node().left())
                && seen.shares(seen.node().left()));
  }

  @Then("it may use every CPU of the machine")
  public void everyCpu() {
    witnessed(pod, "every CPU of the machine", seen -> seen.shares(seen.node().online()));
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

  private void alone(String name, int size) {
    looks.seen(Texts.of("while %s runs", name), traces.alone(name, machine, size).node());
  }

  private void witnessed(String name, String what, Predicate<CpuWitnesses> claim) {
    var seen =
        run.eventually(
            Limit.CPUS_MOVED,
            Texts.of("pod %s to have %s", name, what),
            () -> traces.cpus().witnesses(name, machine),
            claim);
    looks.seen(Texts.of("while %s runs", name), seen.node());
  }
}

package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kubetraining.component.Component;
import kubetraining.component.KubeletCpuPolicy;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.probe.CpuBudget;
import kubetraining.probe.KubeletProbe;
import kubetraining.probe.NodeCpus;
import kubetraining.run.TrainingRun;
import kubetraining.wait.Hopeless;
import org.opentest4j.TestAbortedException;

/** The policy of a node's CPU manager: switched, told by the kubelet, put back without a trace. */
public final class KubeletPolicySteps {
  private static final String CONFIG = "/var/lib/kubelet/config.yaml";
  private static final List<String> MADE_HERE =
      List.of(CONFIG + ".training-original", CONFIG + ".training-reserved");
  private final TrainingRun run;
  private final ScenarioNotes notes;
  private final CpuTraces traces;
  private final CpuLooks looks;
  private String original = "";

  public KubeletPolicySteps(TrainingRun run, ScenarioNotes notes, CpuLooks looks) {
    this.run = run;
    this.notes = notes;
    this.traces = new CpuTraces(run);
    this.looks = looks;
  }

  @Given("nothing of this section is on {machines}, before and after")
  public void nothingBeforeAndAfter(List<String> machines) {
    Stream<Component> ofNodes =
        machines.stream().flatMap(each -> Stream.of(traces.policy(each), traces.dropIn(each)));
    run.section().drains(machines);
    run.section()
        .startsWithout(Stream.concat(Stream.of(traces), ofNodes).toArray(Component[]::new));
    notes.undo().push("remove the pods of section 5", traces::remove);
    traces.remove();
  }

  @Given("{machine} can give a whole CPU away")
  public void canGiveOneAway(String machine) {
    CpuBudget now;
    try {
      now = probe().budget(machine);
    } catch (KubernetesClientException e) {
      return; // a kubelet that was given a wrong configuration is put right, or judged, later on
    }
    var wanted = new CpuBudget(machine, now.capacity(), now.system(), KubeletCpuPolicy.RESERVED);
    if (wanted.whole() < 1) {
      throw new TestAbortedException(
          Texts.of(
              "the lab is too small for this section: %s, and one whole CPU (1000m) is needed",
              wanted));
    }
  }

  @Given("{machine} has its first configuration")
  public void hasFirstConfiguration(String machine) {
    traces.policy(machine).remove();
  }

  // The policy stays until the section ends, since each switch empties the node.
  @Given("{machine} runs the policy static")
  public void runsStatic(String machine) {
    traces.policy(machine).install();
    original = probe().checksum(machine, CONFIG + ".training-original");
  }

  @Then("the kubelet of {machine} runs the policy {string}")
  public void runsPolicy(String machine, String policy) {
    run.eventually(
        Limit.KUBELET_WELL,
        Texts.of("the kubelet of %s to say that it runs the policy %s", machine, policy),
        () -> probe().policy(machine),
        policy::equals,
        // What it runs it cannot change, only a start can, and that has been waited for.
        seen ->
            Set.of("none", "static").contains(seen)
                ? Optional.of(Hopeless.wrong("it runs " + seen))
                : Optional.empty());
    var record =
        run.eventually(
            Limit.KUBELET_WELL,
            "the kubelet's record to be of the policy " + policy,
            () -> traces.cpus().of(machine),
            seen -> seen.state().policy().equals(policy));
    run.recorder().fact("cgroups", record.layout().toString());
  }

  @Then("{machine} offers its CPUs, less what is reserved")
  public void offersTheRest(String machine) {
    var budget = probe().budget(machine);
    run.eventually(
        Limit.KUBELET_WELL,
        Texts.of("%s to offer %dm: %s", machine, budget.offered(), budget),
        () -> traces.offered(machine),
        seen -> seen == budget.offered());
    run.recorder().fact("offered", budget.toString());
  }

  @Then("{int}m of CPU are kept for the kubelet of {machine}")
  public void keptForKubelet(int milli, String machine) {
    assertThat(probe().config(machine).kubeReserved())
        .as("thousandths of a CPU reserved: %s", probe().config(machine))
        .isEqualTo(milli);
  }

  @Then("every container on {machine} may use every CPU")
  @Then("every container on {machine} may use every CPU again")
  public void everyCpu(String machine) {
    var seen =
        run.eventually(
            Limit.CPUS_MOVED,
            Texts.of("every container on %s to have every CPU", machine),
            () -> traces.cpus().of(machine),
            NodeCpus::whole);
    looks.seen("with nothing given away", seen);
  }

  @Then("the configuration of {machine} is, byte for byte, what it was and what {machine} has")
  public void configurationAsBefore(String machine, String other) {
    assertThat(probe().checksum(machine, CONFIG))
        .as("checksum of %s on %s; first the one it had, then that of %s", CONFIG, machine, other)
        .isNotEmpty()
        .isEqualTo(original)
        .isEqualTo(probe().checksum(other, CONFIG));
  }

  @Then("{machine} offers as much CPU as {machine}")
  public void offersAsMuch(String machine, String other) {
    assertThat(traces.offered(machine))
        .as("CPU that %s offers", machine)
        .isEqualTo(traces.offered(other));
  }

  @Then("nothing of this section is left on {machine}")
  public void nothingLeft(String machine) {
    everyCpu(machine);
    assertThat(MADE_HERE)
        .as("files of this section on %s", machine)
        .allSatisfy(file -> assertThat(probe().checksum(machine, file)).isEmpty());
    assertThat(probe().pulse(machine).cordoned()).as("%s cordoned", machine).isFalse();
    assertThat(traces.left()).as("pods of this section").isEmpty();
  }

  private KubeletProbe probe() {
    return traces.kubelets();
  }
}

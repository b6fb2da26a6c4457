package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import kubetraining.component.Component;
import kubetraining.component.KubeletCpuPolicy;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.probe.KubeletProbe;
import kubetraining.probe.NodeCpus;
import kubetraining.run.TrainingRun;
import kubetraining.wait.Hopeless;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** The kubelet of one machine: down, up, refusing to start; the policy of its CPU manager. */
public final class KubeletSteps {
  private static final String CONFIG = "/var/lib/kubelet/config.yaml";
  private static final List<String> MADE_HERE =
      List.of(CONFIG + ".training-original", CONFIG + ".training-reserved");
  private final TrainingRun run;
  private final ScenarioNotes notes;
  private final CpuTraces traces;
  private final CpuLooks looks;
  private KubeletProbe.@Nullable Pulse before;
  private String original = "";

  public KubeletSteps(TrainingRun run, ScenarioNotes notes, CpuTraces traces, CpuLooks looks) {
    this.run = run;
    this.notes = notes;
    this.traces = traces;
    this.looks = looks;
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

  @Then("the kubelet of {machine} is up again, and reports the node as Ready")
  public void isUpAgain(String machine) {
    KubeletProbe.Pulse earlier = before();
    run.eventually(
        Limit.KUBELET_WELL,
        Texts.of("the kubelet of %s to be up and to report the node as Ready", machine),
        () -> probe().pulse(machine),
        lasting(seen -> seen.wellSince(earlier)));
  }

  // A kubelet that is about to refuse its configuration answers and reports for a moment.
  private static Predicate<KubeletProbe.Pulse> lasting(Predicate<KubeletProbe.Pulse> well) {
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

  @Then("{machine} stays Ready for at least {int} seconds")
  public void staysReady(String machine, int seconds) {
    run.holds(
        Duration.ofSeconds(seconds),
        machine + " is Ready and accepts pods",
        () -> probe().pulse(machine),
        seen -> seen.answers() && seen.ready() && !seen.cordoned());
  }

  @Then("the kubelet of {machine} does not start, because of {string}")
  public void doesNotStart(String machine, String reason) {
    run.eventually(
        Limit.KUBELET_WELL,
        Texts.of("the kubelet of %s to say '%s'", machine, reason),
        () -> probe().journal(machine),
        journal -> journal.contains(reason));
    isDown(machine);
  }

  @Given("there is no file 10-kubeadm.conf on {machine}")
  public void hasNoDropIn(String machine) {
    traces.dropIn(machine).remove();
    assertThat(traces.dropIn(machine).present()).as(traces.dropIn(machine).name()).isFalse();
  }

  @Given("{machine} has the file 10-kubeadm.conf, as packages wrote it until 2023")
  public void hasDropIn(String machine) {
    var file = traces.dropIn(machine);
    if (!file.isOurs()) {
      // A person is asked to write it, and it is looked at again; but nobody else's may be there.
      hasNoDropIn(machine);
    }
    notes.undo().push("remove " + file.name(), file::remove);
    file.install();
    before = probe().pulse(machine);
  }

  private KubeletProbe.Pulse before() {
    assertThat(before).as("state of the kubelet in an earlier step").isNotNull();
    return before;
  }

  @Given("there is nothing of this section on {machines}, before and after")
  public void nothingBeforeAndAfter(List<String> machines) {
    Stream<Component> ofNodes =
        machines.stream().flatMap(each -> Stream.of(traces.policy(each), traces.dropIn(each)));
    run.section().drains(machines);
    run.section()
        .startsWithout(Stream.concat(Stream.of(traces), ofNodes).toArray(Component[]::new));
    notes.beforeAndAfter("remove the pods of section 5", traces::remove);
  }

  @Given("{machine} has a whole CPU to give away")
  public void canGiveOneAway(String machine) {
    KubeletProbe.Budget now;
    try {
      now = probe().budget(machine);
    } catch (KubernetesClientException e) {
      return; // a kubelet with a wrong configuration is repaired, or judged, later on
    }
    var wanted =
        new KubeletProbe.Budget(machine, now.capacity(), now.system(), KubeletCpuPolicy.RESERVED);
    if (wanted.whole() < 1) {
      throw new TestAbortedException(
          Texts.of(
              "the lab is too small for this section: %s, but one whole CPU (1000m) is needed",
              wanted));
    }
  }

  @Given("{machine} has its original configuration")
  public void hasFirstConfiguration(String machine) {
    traces.policy(machine).remove();
  }

  // The policy stays until the section ends, since each switch empties the node.
  @Given("{machine} uses the CPU policy \"static\"")
  public void runsStatic(String machine) {
    traces.policy(machine).install();
    original = probe().checksum(machine, CONFIG + ".training-original");
  }

  @Then("the kubelet of {machine} uses the CPU policy {string}")
  public void runsPolicy(String machine, String policy) {
    run.eventually(
        Limit.KUBELET_WELL,
        Texts.of("the kubelet of %s to report that it uses the CPU policy %s", machine, policy),
        () -> probe().policy(machine),
        policy::equals,
        // What it runs it cannot change, only a start can, and that has been waited for.
        seen ->
            Optional.of(Hopeless.wrong("it uses the policy " + seen))
                .filter(any -> Set.of("none", "static").contains(seen)));
    var record =
        run.eventually(
            Limit.KUBELET_WELL,
            "the kubelet's state file to name the policy " + policy,
            () -> traces.cpus().of(machine),
            seen -> seen.state().policy().equals(policy));
    run.recorder().fact("cgroups", record.layout().toString());
  }

  @Then("{machine} offers its CPUs minus what is reserved")
  public void offersTheRest(String machine) {
    var budget = probe().budget(machine);
    run.eventually(
        Limit.KUBELET_WELL,
        Texts.of("%s to offer %dm: %s", machine, budget.offered(), budget),
        () -> traces.offered(machine),
        seen -> seen == budget.offered());
    run.recorder().fact("offered", budget.toString());
  }

  @Then("{int}m of CPU are reserved for the kubelet of {machine}")
  public void keptForKubelet(int milli, String machine) {
    assertThat(probe().config(machine).kubeReserved())
        .as("thousandths of a CPU reserved: %s", probe().config(machine))
        .isEqualTo(milli);
  }

  @Then("every container on {machine} may use every CPU")
  public void everyCpu(String machine) {
    var seen =
        run.eventually(
            Limit.CPUS_MOVED,
            Texts.of("every container on %s to have every CPU", machine),
            () -> traces.cpus().of(machine),
            NodeCpus::whole);
    looks.seen("with no exclusive CPU", seen);
  }

  @Then(
      "the configuration of {machine} is, byte for byte, what it was before and what {machine} has")
  public void configurationAsBefore(String machine, String other) {
    assertThat(probe().checksum(machine, CONFIG))
        .as(
            "checksum of %s on %s, compared first with its earlier one, then with that of %s",
            CONFIG, machine, other)
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

  @Then("there is nothing of this section on {machine}")
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

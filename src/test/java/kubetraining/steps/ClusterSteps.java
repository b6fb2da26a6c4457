package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.probe.NodeProbe;
import kubetraining.probe.PodPatience;
import kubetraining.probe.PodProbe;
import kubetraining.probe.PodSeen;
import kubetraining.run.TrainingRun;
import kubetraining.wait.Hopeless;
import kubetraining.wait.LabFaultException;
import kubetraining.wait.NotThereException;

/** The cluster as its API server describes it: nodes, versions, the pods of the system. */
public final class ClusterSteps {
  private static final Pattern VERSION =
      Pattern.compile("^(Client|Server) Version: (v\\S+)", Pattern.MULTILINE);
  private static final double GIB = 1024.0 * 1024 * 1024;
  private final TrainingRun run;
  private final ScenarioNotes notes;
  private String unplaced = "";
  private List<PodSeen> ready = List.of();

  public ClusterSteps(TrainingRun run, ScenarioNotes notes) {
    this.run = run;
    this.notes = notes;
  }

  @Then("the output lists {machines} as Ready")
  public void listsAsReady(List<String> names) {
    Map<String, String> states =
        notes
            .said()
            .lines()
            .map(line -> line.trim().split("\\s+"))
            .filter(columns -> columns.length > 1 && !columns[0].equals("NAME"))
            .collect(Collectors.toMap(columns -> columns[0], columns -> columns[1], (a, b) -> b));
    assertThat(states).as("nodes in the output").containsOnlyKeys(names);
    var ready = nodes().stream().filter(NodeProbe.Seen::ready).map(NodeProbe.Seen::name).toList();
    if (!ready.equals(names)) {
      throw new LabFaultException("every node to be Ready", "only these are: " + ready);
    }
    assertThat(states.values())
        .as("states of nodes in the output: %s", states)
        .containsOnly("Ready");
  }

  @Then("all nodes have been Ready since this section began, without a break")
  public void haveBeenReady() {
    var recorder = run.section().recorder();
    var now = new NodeProbe(run.access().client()).readySince();
    run.recorder().fact("readySince", now.toString());
    var breaks = new ArrayList<>(recorder.breaks());
    for (String node : run.access().nodes()) {
      var then = recorder.readySince().get(node);
      if (then == null || !then.equals(now.get(node))) {
        breaks.add(
            Texts.of(
                "%s had been Ready since %s when the section began, and now since %s",
                node, then, now.get(node)));
      }
    }
    if (!breaks.isEmpty()) {
      throw new LabFaultException(
          "every node to be Ready since the section began", String.join("; ", breaks));
    }
  }

  @Then("{machine} is the only control plane")
  public void onlyControlPlane(String name) {
    assertThat(nodes().stream().filter(NodeProbe.Seen::controlPlane).map(NodeProbe.Seen::name))
        .as("nodes with the control-plane role")
        .containsExactly(name);
  }

  @Then("client and server have the same version")
  public void sameVersion() {
    assertThat(versionsInAnswer())
        .as("versions in the output: %s", notes.said())
        .containsOnlyKeys("Client", "Server");
    assertThat(versionsInAnswer().get("Client")).isEqualTo(versionsInAnswer().get("Server"));
  }

  @Then("the kubelet of every node has that version too")
  public void kubeletsToo() {
    String server = versionsInAnswer().get("Server");
    assertThat(nodes())
        .isNotEmpty()
        .allSatisfy(node -> assertThat(node.kubeletVersion()).as(node.name()).isEqualTo(server));
  }

  @Then("every system pod is Ready")
  public void systemPodsReady() {
    run.ofLab()
        .eventually(
            Limit.SYSTEM_PODS,
            "every system pod to be Ready",
            this::systemPods,
            seen -> !seen.isEmpty() && seen.stream().allMatch(PodSeen::ready),
            new PodPatience()::lost);
  }

  @Then("these parts run on these nodes:")
  public void partsRunOn(DataTable table) {
    var pods = systemPods();
    for (Map<String, String> row : table.asMaps()) {
      String part = row.get("part");
      assertThat(nodesOf(part, pods))
          .as("nodes with a Ready pod of %s", part)
          .isEqualTo(new TreeSet<>(List.of(row.get("nodes").split(", "))));
    }
  }

  @Then("at least {int} pod of CoreDNS is Ready")
  public void coreDnsReady(int least) {
    assertThat(
            pods().labelled("kube-system", "k8s-app", "kube-dns").stream().filter(PodSeen::ready))
        .as("Ready pods of CoreDNS")
        .hasSizeGreaterThanOrEqualTo(least);
  }

  @Then("every node offers {int} CPUs")
  public void offersCpus(int cpus) {
    assertThat(nodes())
        .isNotEmpty()
        .allSatisfy(
            node ->
                assertThat(node.milliCpu()).as("mCPU of " + node.name()).isEqualTo(cpus * 1000L));
  }

  @Then("every node offers between {double} and {double} GiB of memory")
  public void offersMemory(double least, double most) {
    assertThat(nodes())
        .isNotEmpty()
        .allSatisfy(
            node ->
                assertThat(node.memoryBytes() / GIB)
                    .as("GiB of " + node.name())
                    .isBetween(least, most));
  }

  @Then("pod {string} is not placed, because of {string}")
  public void notPlaced(String pod, String reason) {
    unplaced = pod;
    run.eventually(
        Limit.COMMAND,
        "the scheduler to say why it cannot place " + pod,
        () -> pods().named("default", pod),
        seen -> seen.filter(each -> each.unplaced().contains(reason)).isPresent(),
        seen ->
            seen.filter(each -> !each.node().isEmpty())
                .map(each -> Hopeless.wrong("it was placed on " + each.node())));
  }

  @Then("it stays so for at least {int} seconds")
  public void staysUnplaced(int seconds) {
    run.holds(
        Duration.ofSeconds(seconds),
        Texts.of("pod %s has no node", unplaced),
        () -> pods().named("default", unplaced),
        seen -> seen.filter(each -> each.node().isEmpty()).isPresent());
  }

  private Map<String, String> versionsInAnswer() {
    return VERSION
        .matcher(notes.said())
        .results()
        .collect(Collectors.toMap(each -> each.group(1), each -> each.group(2)));
  }

  private static TreeSet<String> nodesOf(String part, List<PodSeen> pods) {
    return pods.stream()
        .filter(PodSeen::ready)
        .filter(p -> p.name().startsWith(part + "-") || p.name().startsWith("kube-" + part + "-"))
        .map(PodSeen::node)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<PodSeen> systemPods() {
    return Stream.of("kube-system", "kube-flannel")
        .flatMap(namespace -> pods().in(namespace).stream())
        .toList();
  }

  private List<NodeProbe.Seen> nodes() {
    return new NodeProbe(run.access().client()).nodes();
  }

  private PodProbe pods() {
    return new PodProbe(run.access().client());
  }

  @Then("one pod of the Deployment {string} in {string} is Ready")
  public void onePodIsReady(String name, String namespace) {
    ready = pods().labelled(namespace, "app", name);
    if (ready.isEmpty()) {
      throw new NotThereException(
          Texts.of("a pod of the Deployment %s in %s", name, namespace), "no pod with its label");
    }
    assertThat(ready).as("pods of %s in %s", name, namespace).hasSize(1).allMatch(PodSeen::ready);
    assertThat(ready.get(0).name()).as("its name").startsWith(name + "-");
  }

  @Then("another pod of the Deployment {string} in {string} is Ready instead")
  public void anotherIsReady(String name, String namespace) {
    var before = ready.stream().map(PodSeen::uid).toList();
    run.eventually(
        Limit.POD_START,
        Texts.of("another pod of %s to be Ready", name),
        () -> pods().labelled(namespace, "app", name),
        seen -> seen.size() == 1 && seen.get(0).ready() && !before.contains(seen.get(0).uid()),
        new PodPatience()::lost);
  }
}

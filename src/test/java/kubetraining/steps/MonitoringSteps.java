package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import kubetraining.component.Component;
import kubetraining.component.Monitoring;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.probe.NodeProbe;
import kubetraining.probe.OperatorProbe;
import kubetraining.probe.PodPatience;
import kubetraining.probe.PodProbe;
import kubetraining.probe.TargetSeen;
import kubetraining.probe.TargetsSeen;
import kubetraining.probe.WorkloadProbe;
import kubetraining.probe.WorkloadSeen;
import kubetraining.run.TrainingRun;
import kubetraining.wait.Hopeless;

/** Prometheus as a part of the cluster, and the targets that it asks. */
public final class MonitoringSteps {
  private static final String EXPORTER = "node-exporter";
  private final TrainingRun run;
  private final ScenarioNotes notes;
  private final Typing typing;
  private final SeeingParts parts;
  private final PrometheusHere prometheus;
  private Map<String, Long> expected = Map.of();
  private Map<String, List<String>> places = Map.of();

  public MonitoringSteps(TrainingRun run, ScenarioNotes notes, Typing typing) {
    this.run = run;
    this.notes = notes;
    this.typing = typing;
    this.parts = new SeeingParts(run);
    this.prometheus = new PrometheusHere(run);
  }

  @Given("nothing of Prometheus is in the cluster, before and after")
  public void nothingOfPrometheus() {
    run.section().startsWithout(parts.ofMonitoring().toArray(Component[]::new));
  }

  @Given("Prometheus and all that it asks are installed")
  public void installed() {
    run.section().uses(parts.monitoring());
  }

  @Given("kube-state-metrics runs, before and after")
  public void kubeStateMetricsRuns() {
    notes.undo().push("start kube-state-metrics again", this::startKubeStateMetrics);
    startKubeStateMetrics();
  }

  @Then("these run in the namespace {string}:")
  public void theseRun(String namespace, DataTable table) {
    List<WorkloadSeen> wanted =
        table.asMaps().stream()
            .map(
                row ->
                    new WorkloadSeen(
                        row.get("kind"), row.get("name"), Integer.parseInt(row.get("ready"))))
            .toList();
    var patience = new PodPatience();
    run.eventually(
        Limit.POD_START,
        Texts.of("everything in %s to run", namespace),
        () -> new WorkloadProbe(run.access().client()).in(namespace),
        seen -> seen.containsAll(wanted),
        seen ->
            seen.isEmpty()
                ? Optional.of(Hopeless.notThere("nothing is there that could run"))
                : patience.lost(new PodProbe(run.access().client()).in(namespace)));
  }

  @Then("the operator has made the StatefulSet {string} out of the Prometheus {string} in {string}")
  public void madeByOperator(String statefulSet, String prometheusName, String namespace) {
    var made =
        run.eventually(
            Limit.POD_START,
            Texts.of("%s to be made from %s, and available", statefulSet, prometheusName),
            () ->
                new OperatorProbe(run.access().client())
                    .look(namespace, prometheusName, statefulSet),
            OperatorProbe.Made::byOperator,
            seen ->
                seen.byAnother()
                    ? Optional.of(Hopeless.wrong("it was made from something else: " + seen))
                    : Optional.of(seen)
                        .filter(each -> each.prometheus().isEmpty())
                        .map(each -> Hopeless.notThere("there is no such Prometheus: " + each)));
    run.recorder().fact("madeBy", made.toString());
  }

  @Then("Prometheus has these targets, all of them up:")
  public void allUp(DataTable table) {
    expected = numbers(table);
    places = places(table);
    Targets seen =
        run.eventually(
            Limit.TARGETS_UP,
            Texts.of("all targets to answer, on each node that is named: %s", places),
            this::targets,
            each ->
                holds(each.seen().perJob())
                    && holds(each.seen().upPerJob())
                    && each.nodes().equals(places));
    run.recorder().fact("targets", seen.seen().upPerJob());
  }

  @Then("the last answer of each of them is younger than two rounds")
  public void fresh() {
    run.eventually(
        Limit.TARGETS_UP,
        "a fresh answer of each target, by the clock of Prometheus",
        this::targets,
        each ->
            holds(each.seen().upPerJob())
                && each.seen().stale(expected.keySet(), each.now()).isEmpty());
  }

  @Then("the page shows every kubelet and every node-exporter by its address")
  public void pageShowsAddresses() {
    var pods = new PodProbe(run.access().client()).labelled(Monitoring.NAMESPACE, "app", EXPORTER);
    var nodes = new NodeProbe(run.access().client()).nodes();
    var addresses =
        Stream.concat(
                nodes.stream().map(each -> Texts.of("https://%s:10250/metrics", each.address())),
                pods.stream().map(each -> Texts.of("http://%s:9100/metrics", each.address())))
            .toList();
    assertThat(prometheus.probe().targets())
        .as("what Prometheus itself tells where the page came from")
        .matches(each -> each.urls().containsAll(addresses), "asks all of " + addresses);
    var unused = new Browsing(run, notes).shows(addresses);
  }

  @Then("Prometheus has these targets, none of them up, because of {string}:")
  public void noneUp(String reason, DataTable table) {
    expected = numbers(table);
    TargetsSeen seen =
        run.eventually(
            Limit.TARGETS_UP,
            "targets that were asked and are down",
            () -> prometheus.probe().targets(),
            targets ->
                holds(targets.perJob())
                    && expected.keySet().stream()
                        .flatMap(job -> targets.of(job).stream())
                        .noneMatch(target -> target.error().isEmpty()));
    List<TargetSeen> asked =
        expected.keySet().stream().flatMap(job -> seen.of(job).stream()).toList();
    assertThat(asked)
        .as("targets that refuse")
        .noneMatch(TargetSeen::up)
        .allSatisfy(target -> assertThat(target.error()).contains(reason));
  }

  @Then("Prometheus has no target of the job {string}")
  public void noTarget(String job) {
    run.eventually(
        Limit.TARGETS_UP,
        "no target of " + job,
        () -> prometheus.probe().targets(),
        targets -> targets.trouble().isEmpty() && targets.of(job).isEmpty());
  }

  private void startKubeStateMetrics() {
    typing.prepares(
        "node1",
        Texts.of(
            "kubectl scale deployment kube-state-metrics --namespace %s --replicas=1",
            Monitoring.NAMESPACE));
  }

  /** What Prometheus asks, on which nodes that is, and what time it is by its own clock. */
  private record Targets(TargetsSeen seen, Map<String, List<String>> nodes, Instant now) {
    @Override
    public String toString() {
      return Texts.of("%s; on %s; at %s", seen, nodes, now);
    }
  }

  private Targets targets() {
    var byAddress = new PodProbe(run.access().client()).nodeByAddress(Monitoring.NAMESPACE);
    var nodes = new NodeProbe(run.access().client()).nodes();
    nodes.forEach(each -> byAddress.put(each.address(), each.name()));
    TargetsSeen seen = prometheus.probe().targets();
    var found = new TreeMap<String, List<String>>();
    places.keySet().forEach(job -> found.put(job, seen.nodesOf(job, byAddress)));
    double seconds = prometheus.probe().ask("time()").number();
    return new Targets(
        seen,
        found,
        Double.isNaN(seconds) ? Instant.MAX : Instant.ofEpochMilli((long) (1000 * seconds)));
  }

  private boolean holds(Map<String, Long> counted) {
    return counted.entrySet().containsAll(expected.entrySet());
  }

  private Map<String, List<String>> places(DataTable table) {
    var named = new TreeMap<String, List<String>>();
    table.asMaps().stream()
        .filter(row -> row.get("nodes") != null)
        .forEach(
            row ->
                named.put(
                    row.get("job"),
                    Stream.of(row.get("nodes").split(", "))
                        .map(run.access()::node)
                        .sorted()
                        .toList()));
    return named;
  }

  private static Map<String, Long> numbers(DataTable table) {
    var numbers = new TreeMap<String, Long>();
    table.asMaps().forEach(row -> numbers.put(row.get("job"), Long.valueOf(row.get("targets"))));
    return numbers;
  }
}

package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Then;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import kubetraining.component.Monitoring;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.probe.NodeProbe;
import kubetraining.probe.OperatorProbe;
import kubetraining.probe.PodPatience;
import kubetraining.probe.PodProbe;
import kubetraining.probe.TargetsSeen;
import kubetraining.probe.WorkloadProbe;
import kubetraining.run.TrainingRun;
import kubetraining.wait.Hopeless;

/** Prometheus as a part of the cluster, and the targets that it asks. */
public final class MonitoringSteps {
  private static final String EXPORTER = "node-exporter";
  private final TrainingRun run;
  private final PageSteps pages;
  private final FrontDoor door;
  private Map<String, Long> expected = Map.of();
  private Map<String, List<String>> places = Map.of();

  public MonitoringSteps(TrainingRun run, PageSteps pages, FrontDoor door) {
    this.run = run;
    this.pages = pages;
    this.door = door;
  }

  @Then("these run in the namespace {string}:")
  public void theseRun(String namespace, DataTable table) {
    List<WorkloadProbe.Workload> wanted =
        table.asMaps().stream()
            .map(
                row ->
                    new WorkloadProbe.Workload(
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
                ? Optional.of(Hopeless.notThere("there is nothing that could run"))
                : patience.lost(new PodProbe(run.access().client()).in(namespace)));
  }

  @Then("the operator has made the StatefulSet {string} from the Prometheus {string} in {string}")
  public void madeByOperator(String statefulSet, String prometheusName, String namespace) {
    var made =
        run.eventually(
            Limit.POD_START,
            Texts.of("%s to be made from %s and to be available", statefulSet, prometheusName),
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
            Texts.of("all targets to be up, on each of these nodes: %s", places),
            this::targets,
            each ->
                holds(each.seen().perJob())
                    && holds(each.seen().upPerJob())
                    && each.nodes().equals(places));
    run.recorder().fact("targets", seen.seen().upPerJob());
  }

  @Then("the last answer of each of them is younger than two scrape intervals")
  public void fresh() {
    run.eventually(
        Limit.TARGETS_UP,
        "a recent answer from each target, by the clock of Prometheus",
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
    assertThat(door.prometheus().targets())
        .as("targets that Prometheus itself lists, at the address of the page")
        .matches(each -> each.urls().containsAll(addresses), "scrapes all of " + addresses);
    pages.shows(addresses);
  }

  @Then("Prometheus has these targets, none of them up, because of {string}:")
  public void noneUp(String reason, DataTable table) {
    expected = numbers(table);
    TargetsSeen seen =
        run.eventually(
            Limit.TARGETS_UP,
            "targets that were scraped and are down",
            () -> door.prometheus().targets(),
            targets ->
                holds(targets.perJob())
                    && targets.of(expected.keySet()).stream()
                        .noneMatch(target -> target.error().isEmpty()));
    assertThat(seen.of(expected.keySet()))
        .as("targets that refuse Prometheus")
        .noneMatch(TargetsSeen.Target::up)
        .allSatisfy(target -> assertThat(target.error()).contains(reason));
  }

  @Then("Prometheus has no target of the job {string}")
  public void noTarget(String job) {
    run.eventually(
        Limit.TARGETS_UP,
        "no target of the job " + job,
        () -> door.prometheus().targets(),
        targets -> targets.trouble().isEmpty() && targets.of(List.of(job)).isEmpty());
  }

  /** The targets that Prometheus scrapes, their nodes, and the time by its own clock. */
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
    TargetsSeen seen = door.prometheus().targets();
    var found = new TreeMap<String, List<String>>();
    places.keySet().forEach(job -> found.put(job, seen.nodesOf(job, byAddress)));
    double seconds = door.prometheus().ask("time()").number();
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

package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kubetraining.component.Component;
import kubetraining.component.Monitoring;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.probe.PodPatience;
import kubetraining.probe.PodProbe;
import kubetraining.probe.PrometheusAnswer;
import kubetraining.probe.TargetSeen;
import kubetraining.probe.TargetsSeen;
import kubetraining.probe.WorkloadProbe;
import kubetraining.probe.WorkloadSeen;
import kubetraining.run.TrainingRun;

/** Prometheus as a part of the cluster, and the targets that it asks. */
public final class MonitoringSteps {
  private static final String AGES = "max by (job) (time() - timestamp(up))";
  private final TrainingRun run;
  private final ScenarioNotes notes;
  private final Typing typing;
  private final SeeingParts parts;
  private final PrometheusHere prometheus;
  private Map<String, Long> expected = Map.of();

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
        seen -> patience.lost(new PodProbe(run.access().client()).in(namespace)));
  }

  @Then("Prometheus has these targets, all of them up:")
  public void allUp(DataTable table) {
    expected = numbers(table);
    TargetsSeen seen =
        run.eventually(
            Limit.TARGETS_UP,
            "all targets to answer",
            () -> prometheus.probe().targets(),
            targets -> holds(targets.perJob()) && holds(targets.upPerJob()));
    run.recorder().fact("targets", seen.upPerJob());
  }

  @Then("the last answer of each of them is younger than two rounds")
  public void fresh() {
    Map<String, Duration> rounds = prometheus.probe().targets().intervals();
    PrometheusAnswer ages = prometheus.probe().ask(AGES);
    assertThat(ages.by("job"))
        .as("seconds since the last answer, by the clock of Prometheus; one round is %s", rounds)
        .containsKeys(expected.keySet().toArray(String[]::new))
        .allSatisfy(
            (job, age) -> assertThat(age).as(job).isLessThan(2 * rounds.get(job).toSeconds()));
    run.recorder().fact("ages", ages.by("job"));
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

  private boolean holds(Map<String, Long> counted) {
    return counted.entrySet().containsAll(expected.entrySet());
  }

  private static Map<String, Long> numbers(DataTable table) {
    var numbers = new TreeMap<String, Long>();
    table.asMaps().forEach(row -> numbers.put(row.get("job"), Long.valueOf(row.get("targets"))));
    return numbers;
  }
}

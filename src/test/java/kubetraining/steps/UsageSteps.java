package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.probe.PodProbe;
import kubetraining.probe.PodSeen;
import kubetraining.probe.UsageProbe;
import kubetraining.run.TrainingRun;
import kubetraining.wait.NotThereException;

/** What nodes and pods use, by the metrics API; and the pod of which it is known before. */
public record UsageSteps(TrainingRun run, ScenarioNotes notes) {
  private static final String NAMESPACE = "default";
  private static final String LOAD = "busy";

  @Given("a pod of known load, {int}m of CPU, runs")
  public void knownLoadRuns(int milliCpu) {
    run.section().uses(new Parts(run).knownLoad());
    var load =
        run.access().client().apps().deployments().inNamespace(NAMESPACE).withName(LOAD).get();
    if (load == null) {
      throw new NotThereException("the Deployment " + LOAD, "no Deployment of that name");
    }
    assertThat(load.getSpec().getTemplate().getSpec().getContainers())
        .as("limit of the pod of known load")
        .singleElement()
        .satisfies(
            container ->
                assertThat(container.getResources().getLimits().get("cpu"))
                    .isEqualTo(new Quantity(milliCpu + "m")));
  }

  @Then("the API server forwards {string} to the service {string} in {string}")
  public void passesOn(String group, String service, String namespace) {
    var serving =
        run.access().client().apiServices().list().getItems().stream()
            .filter(each -> group.equals(each.getSpec().getGroup()))
            .map(each -> each.getSpec().getService())
            .map(each -> Texts.of("%s/%s", each.getNamespace(), each.getName()))
            .toList();
    if (serving.isEmpty()) {
      throw new NotThereException("an APIService for " + group, "no APIService of that group");
    }
    assertThat(serving)
        .as("services that serve %s", group)
        .containsExactly(Texts.of("%s/%s", namespace, service));
    run.eventually(
        Limit.POD_PLACED,
        Texts.of("a pod behind the service %s in %s", service, namespace),
        () -> new PodProbe(run.access().client()).behind(namespace, service),
        pods -> !pods.isEmpty());
  }

  @Then("the metrics API has metrics for {machines}")
  public void knowsMachines(List<String> names) {
    List<UsageProbe.Usage> seen =
        run.eventually(
            Limit.MEASURED,
            "metrics of " + String.join(", ", names),
            () -> usage().nodes(),
            nodes -> nodes.stream().map(UsageProbe.Usage::name).toList().equals(names));
    assertThat(seen)
        .as("CPU and memory use of a running node")
        .allSatisfy(node -> assertThat(node.milliCpu()).isPositive())
        .allSatisfy(node -> assertThat(node.bytes()).isPositive());
    run.recorder().fact("nodeUsage", seen.stream().map(UsageProbe.Usage::toString).toList());
  }

  @Given("the metrics API has metrics for the pod of known load")
  public void knowsLoad() {
    figures("metrics of the pod of known load", seen -> true);
  }

  @Then("the output shows what {machines} use")
  public void answerShowsNodes(List<String> names) {
    names.forEach(this::answerShows);
  }

  @Then("the output shows what the pod of known load uses")
  public void answerShowsLoad() {
    answerShows(load().name());
  }

  // As kubectl writes it, 177m and 579Mi, or as the API does: 177234567n and 592896Ki. Where
  // kubectl has none it writes <unknown>, and figures that come later are of another one.
  private void answerShows(String name) {
    assertThat(notes.said())
        .as("output that shows the CPU and memory of %s", name)
        .containsPattern(
            Texts.of("(?s)%s\\b(?:(?!<unknown>).)*?\\b\\d+[mun]\\b.*?\\b\\d+[KMG]i", name));
  }

  @Then("its CPU use, measured while it ran, is {int}m, give or take {int}m")
  public void figureIs(int milliCpu, int tolerance) {
    Instant running = new PodProbe(run.access().client()).runningSince(load());
    var seen =
        figures(
            "metrics of the pod of known load that begin after " + running,
            each -> each.from().isAfter(running));
    run.recorder().fact("knownLoad", seen.toString());
    assertThat(seen.milliCpu())
        .as("CPU use measured while it ran, since %s: %s", running, seen)
        .isBetween((long) milliCpu - tolerance, (long) milliCpu + tolerance);
  }

  /** That of the Deployment: other pods can have its label. */
  private PodSeen load() {
    return new PodProbe(run.access().client())
        .ofDeployment(NAMESPACE, LOAD).stream()
            .reduce((first, second) -> second)
            .orElseThrow(() -> new NotThereException("the pod of known load", "none"));
  }

  private UsageProbe.Usage figures(String what, Predicate<UsageProbe.Usage> claim) {
    return run.eventually(
            Limit.MEASURED, what, this::ofLoad, seen -> seen.size() == 1 && claim.test(seen.get(0)))
        .get(0);
  }

  private List<UsageProbe.Usage> ofLoad() {
    String pod = load().name();
    return usage().pods(NAMESPACE, "app", LOAD).stream()
        .filter(each -> each.name().equals(pod))
        .toList();
  }

  private UsageProbe usage() {
    return new UsageProbe(run.access().client());
  }
}

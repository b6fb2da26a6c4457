package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.util.List;
import kubetraining.component.Component;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.probe.PodPatience;
import kubetraining.probe.PodProbe;
import kubetraining.probe.PodSeen;
import kubetraining.run.TrainingRun;
import kubetraining.wait.NotThereException;
import org.opentest4j.TestAbortedException;

/** The dashboards of section 2: what is installed, and which pods they run in. */
public final class DashboardSteps {
  private final TrainingRun run;
  private final SeeingParts parts;
  private List<PodSeen> pods = List.of();

  public DashboardSteps(TrainingRun run) {
    this.run = run;
    this.parts = new SeeingParts(run);
  }

  @Given("nothing of the dashboards is in the cluster, before and after")
  public void nothingOfDashboards() {
    run.section().startsWithout(parts.ofDashboards().toArray(Component[]::new));
  }

  @Given("metrics-server is installed")
  public void metricsServer() {
    run.section().uses(parts.metricsServer());
  }

  @Given("metrics-server is not installed")
  public void noMetricsServer() {
    run.section().without(parts.metricsServer());
  }

  @Given("the dashboard is installed")
  public void dashboard() {
    run.section().uses(parts.webView());
  }

  @Given("the dashboard is installed, with the right to look")
  public void dashboardThatMayLook() {
    run.section().uses(parts.webView());
    run.section().uses(parts.reader());
  }

  @Given("the account of the dashboard has no rights")
  public void noRights() {
    run.section().without(parts.reader());
  }

  @Given("the image {string} can be had")
  public void imageCanBeHad(String image) {
    run.labs()
        .imageUnavailable(image)
        .ifPresent(
            why -> {
              throw new TestAbortedException(why);
            });
  }

  @Then("one pod of the Deployment {string} in {string} is Ready")
  public void onePodIsReady(String name, String namespace) {
    pods = new PodProbe(run.access().client()).labelled(namespace, "app", name);
    if (pods.isEmpty()) {
      throw new NotThereException(
          Texts.of("a pod of the Deployment %s in %s", name, namespace), "no pod of that label");
    }
    assertThat(pods).as("pods of %s in %s", name, namespace).hasSize(1).allMatch(PodSeen::ready);
    assertThat(pods.get(0).name()).as("its name").startsWith(name + "-");
  }

  @Then("another pod of the Deployment {string} in {string} is Ready instead")
  public void anotherIsReady(String name, String namespace) {
    var before = pods.stream().map(PodSeen::uid).toList();
    run.eventually(
        Limit.POD_START,
        Texts.of("another pod of %s to be Ready", name),
        () -> new PodProbe(run.access().client()).labelled(namespace, "app", name),
        seen -> seen.size() == 1 && seen.get(0).ready() && !before.contains(seen.get(0).uid()),
        new PodPatience()::lost);
  }
}

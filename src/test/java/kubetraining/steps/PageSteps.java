package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.probe.HttpSeen;
import kubetraining.probe.NodeProbe;
import kubetraining.probe.NodeTable;
import kubetraining.probe.PodProbe;
import kubetraining.probe.PodSeen;
import kubetraining.run.TrainingRun;
import org.jspecify.annotations.Nullable;

/** Pages of services, as they come over the wire; how they look is {@link BrowserSteps}' matter. */
public final class PageSteps {
  private final TrainingRun run;
  private final ScenarioNotes notes;
  private final FrontDoor door;
  private @Nullable HttpSeen page;

  public PageSteps(TrainingRun run, ScenarioNotes notes) {
    this.run = run;
    this.notes = notes;
    this.door = new FrontDoor(run);
  }

  @When("the trainee keeps the port of the service {string} in {string} as {word}")
  public void keepsPort(String service, String namespace, String variable) {
    int port = door.portSeen(namespace, service, notes);
    notes.variables().put(variable, String.valueOf(port));
    run.recorder().fact(variable, port);
  }

  @Then("your computer gets {string}, a page titled {string}")
  public void gets(String address, String title) {
    String url = new Addresses(run, notes).inFull(address);
    page =
        run.eventually(
            Limit.SERVICE_ANSWERS,
            "the page " + url,
            () -> FrontDoor.http().get(url),
            seen -> seen.status() == 200 && seen.body().contains("<title>" + title + "</title>"));
  }

  @Then("the page lists {machines}, each with its address and the time it was made")
  public void lists(List<String> machines) {
    assertThat(page).as("the page that your computer got").isNotNull();
    lists(page.url(), page.body(), machines);
  }

  @Then("the answer lists {machines}, each with its address and the time it was made")
  public void answerLists(List<String> machines) {
    lists(Texts.of("answer to '%s'", notes.answer().command()), notes.said(), machines);
  }

  @Then("{string} has a page of the newest pod, with its UID")
  public void hasNewestPod(String address) {
    String url = new Addresses(run, notes).inFull(address);
    run.eventually(
        Limit.SERVICE_ANSWERS,
        "a page of the newest pod at " + url,
        () -> newestPod(url),
        seen -> seen.page().status() == 200 && seen.page().body().contains(seen.pod().uid()));
  }

  private record OfPod(PodSeen pod, HttpSeen page) {}

  private OfPod newestPod(String url) {
    PodSeen pod = new PodProbe(run.access().client()).newest();
    return new OfPod(
        pod,
        FrontDoor.http()
            .get(Texts.of("%s/namespaces/%s/pods/%s?view=yaml", url, pod.namespace(), pod.name())));
  }

  // What no page knows that was written for another cluster, or by hand.
  private void lists(String what, String html, List<String> machines) {
    var nodes = new NodeProbe(run.access().client()).marks(machines);
    assertThat(nodes)
        .as("the nodes %s, as the API server knows them", machines)
        .hasSameSizeAs(machines);
    assertThat(NodeTable.read(html).lacks(nodes))
        .as("what is told otherwise than by the API server, in %s", what)
        .isEmpty();
  }
}

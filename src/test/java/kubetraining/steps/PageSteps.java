package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.probe.Browser;
import kubetraining.probe.HttpProbe;
import kubetraining.probe.NodeProbe;
import kubetraining.probe.NodeTable;
import kubetraining.probe.PodProbe;
import kubetraining.probe.PodSeen;
import kubetraining.probe.UsageProbe;
import kubetraining.run.TrainingRun;

/**
 * Pages of services, as they come over the wire, and as a real browser on this computer shows them.
 */
public record PageSteps(TrainingRun run, ScenarioNotes notes, FrontDoor door) {

  @Then("the title of the page is {string}")
  public void titleIs(String title) {
    assertThat(notes.page().title()).as("title of %s", notes.page()).isEqualTo(title);
  }

  @Then("the title of the page contains {string}")
  public void titleContains(String title) {
    assertThat(notes.page().title()).as("title of %s", notes.page()).contains(title);
  }

  @Then("the page shows {string}")
  public void shows(String words) {
    shows(List.of(words));
  }

  /** Opens a page, its address as {@link FrontDoor#inFull} reads it. */
  @When("a browser on your computer opens {string}")
  public void opens(String address) {
    String url = door.inFull(address, notes);
    run.eventually(Limit.PAGE_SHOWS, "a page from " + url, () -> look(url), Browser.Page::came);
  }

  /** The page that is open, looked at again until it shows all of these words. */
  @Then("the page shows all of these:")
  @Then("the page shows {machines}")
  public void shows(List<String> words) {
    String url = notes.page().url();
    if (!all(words, notes.page())) {
      run.eventually(
          Limit.PAGE_SHOWS,
          Texts.of("the page %s to show %s", url, String.join(", ", words)),
          () -> look(url),
          seen -> all(words, seen));
    }
  }

  /** The open page, looked at again until it says about nodes what the metrics API says. */
  @Then("the page shows what {machines} use, as the metrics API reports it")
  public void showsUsage(List<String> nodes) {
    String url = notes.page().url();
    if (!compared(notes.page(), nodes, usage()).alike()) {
      run.eventually(
          Limit.PAGE_SHOWS,
          Texts.of("the page %s to show the CPU and memory use of %s", url, nodes),
          () -> {
            var before = usage();
            return compared(look(url), nodes, before);
          },
          Compared::alike);
    }
  }

  /** A page, and how it differs from what the API said before and after the look. */
  private record Compared(Browser.Page page, List<String> before, List<String> after) {
    boolean alike() {
      return before.isEmpty() || after.isEmpty();
    }

    @Override
    public String toString() {
      return Texts.of("%s; %s", String.join("; ", after), page);
    }
  }

  private Compared compared(Browser.Page page, List<String> nodes, List<UsageProbe.Usage> before) {
    var table = NodeTable.read(page.html());
    return new Compared(page, table.differs(nodes, before), table.differs(nodes, usage()));
  }

  private List<UsageProbe.Usage> usage() {
    return new UsageProbe(run.access().client()).nodes();
  }

  private static boolean all(List<String> words, Browser.Page seen) {
    return words.stream().allMatch(seen::shows);
  }

  private Browser.Page look(String url) {
    var seen = run.browser().open(url);
    notes.page(seen);
    return seen;
  }

  @When("the trainee keeps the port of the service {string} in {string} as {word}")
  public void keepsPort(String service, String namespace, String variable) {
    int port = door.portSeen(namespace, service, notes);
    notes.variables().put(variable, String.valueOf(port));
    run.recorder().fact(variable, port);
  }

  @Then("your computer gets {string}, a page titled {string}")
  public void gets(String address, String title) {
    String url = door.inFull(address, notes);
    notes.keep(
        run.eventually(
            Limit.SERVICE_ANSWERS,
            "the page " + url,
            () -> FrontDoor.http().get(url),
            seen -> seen.status() == 200 && seen.body().contains("<title>" + title + "</title>")));
  }

  @Then("the page lists {machines}, each with its address and creation time")
  public void lists(List<String> machines) {
    var page = notes.ifAny(HttpProbe.Seen.class);
    assertThat(page).as("page that your computer got").isPresent();
    page.ifPresent(seen -> lists(seen.url(), seen.body(), machines));
  }

  @Then("the output lists {machines}, each with its address and creation time")
  public void answerLists(List<String> machines) {
    lists(Texts.of("output of '%s'", notes.answer().command()), notes.said(), machines);
  }

  @Then("{string} has a page of the newest pod, with its UID")
  public void hasNewestPod(String address) {
    String url = door.inFull(address, notes);
    run.eventually(
        Limit.SERVICE_ANSWERS,
        "a page of the newest pod at " + url,
        () -> newestPod(url),
        seen -> seen.page().status() == 200 && seen.page().body().contains(seen.pod().uid()));
  }

  private record OfPod(PodSeen pod, HttpProbe.Seen page) {}

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
    assertThat(nodes).as("nodes %s as the API server knows them", machines).hasSameSizeAs(machines);
    assertThat(NodeTable.read(html).lacks(nodes))
        .as("differences from the API server in %s", what)
        .isEmpty();
  }
}

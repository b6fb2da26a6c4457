package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;
import kubetraining.config.Limit;
import kubetraining.probe.HttpSeen;
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
    int port = door.port(namespace, service);
    assertThat(notes.answer().stdout()).as("what kubectl shows").contains(":" + port + "/TCP");
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

  @Then("the page names {machines}")
  public void names(List<String> machines) {
    assertThat(page).as("the page that your computer got").isNotNull();
    assertThat(page.body()).as("the page %s", page.url()).contains(machines);
  }
}

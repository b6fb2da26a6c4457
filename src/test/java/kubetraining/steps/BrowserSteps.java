package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;
import kubetraining.run.TrainingRun;

/** Pages, seen in a real browser on this computer. */
public final class BrowserSteps {
  private final ScenarioNotes notes;
  private final Browsing browsing;

  public BrowserSteps(TrainingRun run, ScenarioNotes notes) {
    this.notes = notes;
    this.browsing = new Browsing(run, notes);
  }

  @When("a browser on your computer opens {string}")
  public void opens(String address) {
    var unused = browsing.open(address);
  }

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
    var unused = browsing.shows(List.of(words));
  }

  @Then("the page shows {machines}")
  public void showsMachines(List<String> names) {
    var unused = browsing.shows(names);
  }

  @Then("the page shows what {machines} use, as the metrics API tells it")
  public void showsUsage(List<String> machines) {
    var unused = browsing.showsUsage(machines);
  }

  @Then("the page shows all of these:")
  public void showsAll(DataTable words) {
    var unused = browsing.shows(words.asList());
  }
}

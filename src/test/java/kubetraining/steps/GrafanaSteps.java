package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.util.List;
import kubetraining.component.Monitoring;
import kubetraining.config.Limit;
import kubetraining.probe.GrafanaAnswer;
import kubetraining.probe.GrafanaHealth;
import kubetraining.probe.GrafanaProbe;
import kubetraining.run.TrainingRun;

/** Grafana, and the dashboards that we bring for it. */
public final class GrafanaSteps {
  private final TrainingRun run;
  private final ScenarioNotes notes;
  private final Typing typing;

  public GrafanaSteps(TrainingRun run, ScenarioNotes notes, Typing typing) {
    this.run = run;
    this.notes = notes;
    this.typing = typing;
  }

  @Given("the folder {string} in the trainee's home is gone, before and after")
  public void folderIsGone(String folder) {
    notes.undo().push("remove the folder " + folder, () -> removeFolder(folder));
    removeFolder(folder);
  }

  @Then("every question of the {int} dashboards has an answer")
  public void everyQuestion(int dashboards) {
    var questions = new DashboardQuestions(run.manifests());
    assertThat(questions.dashboards()).as("dashboards of ours").hasSize(dashboards);
    run.eventually(
        Limit.MEASURED,
        "an answer to every question of our dashboards",
        () -> questions.ask(new PrometheusHere(run).probe()),
        List::isEmpty);
    run.recorder().fact("questionsAnswered", questions.answered());
  }

  @Then("Grafana is well")
  public void isWell() {
    run.eventually(
        Limit.SERVICE_ANSWERS, "Grafana to be well", () -> grafana().health(), GrafanaHealth::well);
  }

  @Then("Grafana gets an answer to {string} from its data source {string}")
  public void getsAnswer(String question, String source) {
    GrafanaAnswer answer =
        run.eventually(
            Limit.SERVICE_ANSWERS,
            "rows from Prometheus by way of Grafana",
            () -> grafana().ask(source, question),
            seen -> seen.rows() > 0);
    run.recorder().fact("rowsByGrafana", answer.rows());
  }

  @Then("Grafana shows all of these dashboards:")
  public void shows(DataTable titles) {
    run.eventually(
        Limit.SERVICE_ANSWERS,
        "our dashboards in Grafana",
        () -> grafana().dashboards(),
        seen -> seen.containsAll(titles.asList()));
  }

  private GrafanaProbe grafana() {
    var door = new FrontDoor(run);
    return new GrafanaProbe(FrontDoor.http(), door.url(Monitoring.NAMESPACE, "grafana"));
  }

  private void removeFolder(String folder) {
    typing.prepares("node1", "rm --recursive --force ~/" + folder);
  }
}

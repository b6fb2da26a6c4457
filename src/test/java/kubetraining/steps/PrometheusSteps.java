package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import kubetraining.component.Monitoring;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.probe.DashboardFile;
import kubetraining.probe.DashboardFile.Question;
import kubetraining.probe.GrafanaProbe;
import kubetraining.probe.NodeProbe;
import kubetraining.probe.PrometheusAnswer;
import kubetraining.probe.PrometheusProbe;
import kubetraining.run.TrainingRun;

/** Queries to Prometheus, first those whose result is known from elsewhere, and to Grafana. */
public record PrometheusSteps(TrainingRun run, ScenarioNotes notes, FrontDoor door) {

  @Given("the query {string} has a result")
  public void hasAnswer(String question) {
    eventually("a result of the query " + question, question, PrometheusAnswer::tellsSomething);
  }

  @Then("the query {string} has no result")
  public void hasNoAnswer(String question) {
    eventually(
        "no result of the query " + question,
        question,
        seen -> seen.trouble().isEmpty() && seen.rows().isEmpty());
  }

  @Then("the query {string} gives the number of nodes that the API server knows")
  public void isNumberOfNodes(String question) {
    eventually("the number of nodes", question, seen -> seen.number() == nodes());
  }

  @Then("the output contains the number of nodes")
  public void answerHoldsNumberOfNodes() {
    var answer = PrometheusAnswer.parse("the trainee's query", notes.said());
    assertThat(answer.number()).as("%s", answer).isEqualTo(nodes());
  }

  @Then("the query {string} gives the memory capacity of each node")
  public void isMemoryCapacity(String question) {
    var capacity = new NodeProbe(run.access().client()).memoryCapacity();
    eventually(
        Texts.of("the memory of each node to be %s", capacity),
        question,
        seen -> seen.by("node").equals(capacity));
  }

  @Then("the query {string} gives {double}, give or take {double}, for at least {int} seconds")
  public void isAbout(String question, double number, double tolerance, int seconds) {
    Predicate<PrometheusAnswer> near = seen -> Math.abs(seen.number() - number) <= tolerance;
    eventually(Texts.of("%s to be about %s", question, number), question, near);
    var last =
        run.holds(
            Duration.ofSeconds(seconds),
            Texts.of("%s to stay about %s", question, number),
            () -> door.prometheus().ask(question),
            near);
    run.recorder().fact(question, last.number());
  }

  private void eventually(String what, String question, Predicate<PrometheusAnswer> claim) {
    run.eventually(Limit.MEASURED, what, () -> door.prometheus().ask(question), claim);
  }

  private int nodes() {
    return new NodeProbe(run.access().client()).nodes().size();
  }

  @Then("every query of the {int} dashboards has a result")
  public void everyQuestion(int dashboards) {
    var ours = DashboardFile.in(run.manifests().resolve("02-monitoring/grafana/dashboards"));
    assertThat(ours).as("our dashboards").hasSize(dashboards);
    var answers =
        run.eventually(
            Limit.MEASURED,
            "a result of every query of our dashboards",
            () -> answers(ours, door.prometheus()),
            seen -> seen.empty().isEmpty());
    run.recorder().fact("questionsAnswered", answers.answered());
  }

  /** How many queries have a result, and, in words, those that have none. */
  private record Answers(int answered, List<String> empty) {
    @Override
    public String toString() {
      return empty.toString();
    }
  }

  private static Answers answers(List<DashboardFile> dashboards, PrometheusProbe prometheus) {
    var empty = new ArrayList<String>();
    int asked = 0;
    for (DashboardFile dashboard : dashboards) {
      var values = values(dashboard, prometheus);
      for (Question question : dashboard.questions()) {
        PrometheusAnswer answer = prometheus.ask(question.with(values).expression());
        asked++;
        if (!answer.tellsSomething()) {
          empty.add(Texts.of("%s (%s)", question, answer));
        }
      }
    }
    return new Answers(asked - empty.size(), empty);
  }

  // As Grafana fills in a variable of which several values are chosen.
  private static Map<String, String> values(DashboardFile dashboard, PrometheusProbe prometheus) {
    var values = new LinkedHashMap<String, String>();
    dashboard
        .variables()
        .forEach(
            (name, choice) ->
                values.put(
                    name,
                    String.join("|", prometheus.labelValues(choice.label(), choice.series()))));
    return values;
  }

  @Then("Grafana is healthy")
  public void isWell() {
    run.eventually(
        Limit.SERVICE_ANSWERS,
        "Grafana to be healthy",
        () -> grafana().health(),
        GrafanaProbe.Health::well);
  }

  @Then("Grafana gets an answer to {string} from its data source {string}")
  public void getsAnswer(String question, String source) {
    GrafanaProbe.Answer answer =
        run.eventually(
            Limit.SERVICE_ANSWERS,
            "rows from Prometheus through Grafana",
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
    return new GrafanaProbe(FrontDoor.http(), door.url(Monitoring.NAMESPACE, "grafana"));
  }
}

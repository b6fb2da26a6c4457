package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.probe.NodeProbe;
import kubetraining.probe.PrometheusAnswer;
import kubetraining.run.TrainingRun;

/** Questions to Prometheus, those first of which the answer is known from elsewhere. */
public final class PrometheusSteps {
  private final TrainingRun run;
  private final ScenarioNotes notes;
  private final PrometheusHere prometheus;

  public PrometheusSteps(TrainingRun run, ScenarioNotes notes) {
    this.run = run;
    this.notes = notes;
    this.prometheus = new PrometheusHere(run);
  }

  @Given("{string} has an answer")
  public void hasAnswer(String question) {
    eventually("an answer to " + question, question, PrometheusAnswer::tellsSomething);
  }

  @Then("{string} has no answer")
  public void hasNoAnswer(String question) {
    eventually(
        "no answer to " + question,
        question,
        seen -> seen.trouble().isEmpty() && seen.rows().isEmpty());
  }

  @Then("{string} is the number of nodes that the API server knows")
  public void isNumberOfNodes(String question) {
    eventually("the number of nodes", question, seen -> seen.number() == nodes());
  }

  @Then("the answer holds the number of nodes")
  public void answerHoldsNumberOfNodes() {
    var answer = PrometheusAnswer.parse("the trainee's", notes.said());
    assertThat(answer.number()).as("%s", answer).isEqualTo(nodes());
  }

  @Then("{string} is the capacity of memory of each node")
  public void isMemoryCapacity(String question) {
    Map<String, Double> capacity =
        new NodeProbe(run.access().client())
            .memoryCapacity().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> (double) each.getValue()));
    eventually(
        Texts.of("the memory of each node to be %s", capacity),
        question,
        seen -> seen.by("node").equals(capacity));
  }

  @Then("{string} is {double}, give or take {double}, and stays so for {int} seconds")
  public void isAbout(String question, double number, double tolerance, int seconds) {
    Predicate<PrometheusAnswer> near = seen -> Math.abs(seen.number() - number) <= tolerance;
    eventually(Texts.of("%s to be about %s", question, number), question, near);
    var last =
        run.holds(
            Duration.ofSeconds(seconds),
            Texts.of("%s to stay about %s", question, number),
            () -> prometheus.probe().ask(question),
            near);
    run.recorder().fact(question, last.number());
  }

  private void eventually(String what, String question, Predicate<PrometheusAnswer> claim) {
    run.eventually(Limit.MEASURED, what, () -> prometheus.probe().ask(question), claim);
  }

  private int nodes() {
    return new NodeProbe(run.access().client()).nodes().size();
  }
}

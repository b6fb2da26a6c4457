package kubetraining.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import kubetraining.course.Outcome;
import kubetraining.host.Texts;
import kubetraining.report.ProgressReport;
import kubetraining.report.ReportFiles;
import kubetraining.report.SampleReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AllureResultsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ID = "03-spark/pi";
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void eachOutcomeHasItsStatusAndItsCategory(Outcome outcome) throws IOException {
    String status =
        switch (outcome) {
          case DONE -> "passed";
          case WRONG, NOT_YET, TIMEOUT -> "failed";
          case LAB_FAULT, SUITE_FAULT, UNDER_WAY, NOT_REACHED -> "broken";
          case BLOCKED, NOT_ATTEMPTED -> "skipped";
        };
    var result = written(SampleReport.scenario(ID, outcome));

    assertThat(result.at("/status").asText()).isEqualTo(status);
    assertThat(result.at("/stage").asText()).isEqualTo("finished");
    if (outcome == Outcome.DONE) {
      assertThat(result.has("statusDetails")).isFalse();
      return;
    }
    String message = result.at("/statusDetails/message").asText();
    assertThat(message).startsWith(outcome.name() + ": ");
    assertThat(categoriesOf(status, message)).as("categories of %s", message).hasSize(1);
  }

  @Test
  void aScenarioIsTheSameInEveryRunAndItsResultIsNot() throws IOException {
    var first = written(SampleReport.scenario(ID, Outcome.DONE));
    var run = SampleReport.run("run-10", SampleReport.NOON);
    write(SampleReport.of(run, null, SampleReport.scenario(ID, Outcome.WRONG)));

    assertThat(results()).hasSize(2);
    assertThat(results())
        .extracting(each -> each.at("/historyId").asText())
        .containsOnly(first.at("/historyId").asText());
    assertThat(results()).extracting(each -> each.at("/uuid").asText()).doesNotHaveDuplicates();
  }

  @Test
  void theFailedStepIsTheOneThatTheReportNames() throws IOException {
    var result = written(SampleReport.scenario(ID, Outcome.TIMEOUT));

    assertThat(result.at("/steps"))
        .extracting(step -> step.at("/name").asText(), step -> step.at("/status").asText())
        .containsExactly(
            tuple("Given the training cluster is running", "passed"),
            tuple("When the trainee runs on node1:", "passed"),
            tuple("Then 4 nodes are ready", "failed"),
            tuple("And they stay so", "skipped"));
    assertThat(result.at("/steps/2/statusDetails/message").asText()).contains("expected 4, saw 3");
    assertThat(result.at("/statusDetails/trace").asText()).contains("Next: look at node3");
    assertThat(result.at("/statusDetails/expected").asText()).isEqualTo("4 nodes");
  }

  @Test
  void aFailureOutsideOfTheStepsIsAStepOfItsOwnAndTheOthersAreNotJudged() throws IOException {
    var report = SampleReport.ended(SampleReport.scenario(ID, Outcome.WRONG));
    var failure = new ProgressReport.Failure("(while tidying up: AFTER)", "", "", "");
    var scenario = SampleReport.with(report.scenarios().get(0), "failure", failure);
    write(report, SampleReport.ended(scenario));

    var steps = results().get(0).at("/steps");
    assertThat(steps).hasSize(5);
    assertThat(steps.at("/4/name").asText()).isEqualTo("(while tidying up: AFTER)");
    assertThat(steps.at("/4/status").asText()).isEqualTo("failed");
    assertThat(steps.at("/0").has("status")).as("nobody knows").isFalse();
  }

  @Test
  void evidenceWaitsFactsAndCommandsCanBeOpened() throws IOException {
    String evidence = Texts.of("evidence/%s/%s", ID, SampleReport.EVIDENCE);
    Files.createDirectories(folder.resolve(evidence).getParent());
    Files.writeString(folder.resolve(evidence), "pod-1 Running");

    var result = written(SampleReport.withEvidence(ID, Outcome.DONE));

    assertThat(attachment(result, SampleReport.EVIDENCE)).isEqualTo("pod-1 Running");
    assertThat(attachment(result, "waits.csv"))
        .contains(
            "\"4 nodes\",\"60.0\",\"50.5\",\"9\",\"yes\",\"no\",\"yes\",\"3 \"\"Ready\"\", 1 not\"");
    assertThat(JSON.readTree(attachment(result, "facts.json")).at("/executors")).hasSize(2);
    assertThat(result.at("/attachments").findValuesAsText("name"))
        .as("the terminal is among the evidence")
        .doesNotContain("commands.txt");
    assertThat(result.at("/parameters"))
        .extracting(each -> each.at("/name").asText(), each -> each.at("/value").asText())
        .containsExactly(tuple("outcome", "done"), tuple("pi", "3.1415"));
    assertThat(attachment(result.at("/steps/1"), "text.txt")).isEqualTo("kubectl get pods");
    assertThat(attachment(result.at("/steps/2"), "table.csv")).isEqualTo("\"a\",\"b \"\"c\"\"\"\n");
  }

  @Test
  void aScenarioIsWrittenAgainWhenItChangesAndOnlyThen() throws IOException {
    var report = SampleReport.open(SampleReport.scenario(ID, Outcome.UNDER_WAY));
    var allure = new AllureResults(new ReportFiles(folder), SampleReport.planOf(report));
    allure.write(report);
    assertThat(results().get(0).at("/status").asText()).isEqualTo("broken");
    allure.write(SampleReport.ended(SampleReport.done(ID, 2)));
    assertThat(results()).hasSize(1);
    var result = results().get(0);
    assertThat(result.at("/status").asText()).isEqualTo("passed");
    assertThat(result.at("/stop").asLong() - result.at("/start").asLong()).isEqualTo(2000);

    Path file =
        folder.resolve(Texts.of("allure-results/%s-result.json", result.at("/uuid").asText()));
    Files.delete(file);
    allure.write(SampleReport.ended(SampleReport.done(ID, 2)));
    assertThat(file).as("nothing has changed").doesNotExist();
  }

  private JsonNode written(ProgressReport.Scenario scenario) throws IOException {
    write(SampleReport.ended(scenario));
    return results().get(0);
  }

  private void write(ProgressReport report) {
    write(report, report);
  }

  private void write(ProgressReport planned, ProgressReport report) {
    new AllureResults(new ReportFiles(folder), SampleReport.planOf(planned)).write(report);
  }

  private List<JsonNode> results() throws IOException {
    try (var files = Files.list(folder.resolve("allure-results"))) {
      var results = files.filter(file -> file.toString().endsWith("-result.json")).toList();
      var read = new ArrayList<JsonNode>();
      for (Path each : results) {
        read.add(JSON.readTree(each.toFile()));
      }
      return read;
    }
  }

  private String attachment(JsonNode item, String name) throws IOException {
    var attachment =
        StreamSupport.stream(item.at("/attachments").spliterator(), false)
            .filter(each -> each.at("/name").asText().equals(name))
            .findFirst();
    assertThat(attachment).as("attachment %s of %s", name, item).isPresent();
    return Files.readString(
        folder.resolve("allure-results").resolve(attachment.get().at("/source").asText()));
  }

  private List<String> categoriesOf(String status, String message) throws IOException {
    var categories = JSON.readTree(folder.resolve("allure-results/categories.json").toFile());
    return StreamSupport.stream(categories.spliterator(), false)
        .filter(each -> each.at("/matchedStatuses/0").asText().equals(status))
        .filter(each -> Pattern.matches(each.at("/messageRegex").asText(), message))
        .map(each -> each.at("/name").asText())
        .toList();
  }

  @Test
  void labelsAndEnvironmentPlaceTheScenarioInTheGuideAndOnItsLab() throws IOException {
    var result = written(SampleReport.scenario(ID, Outcome.DONE));
    assertThat(result.at("/labels"))
        .extracting(label -> label.at("/name").asText() + " " + label.at("/value").asText())
        .contains("epic Kubernetes training", "feature 3. Spark", "story Nodes are ready")
        .contains("suite 3. Spark", "severity critical", "tag topic", "tag essential");
    var properties = new Properties();
    try (var in = Files.newInputStream(folder.resolve("allure-results/environment.properties"))) {
      properties.load(in);
    }
    assertThat(properties)
        .containsEntry("Lab", "training (embedded)")
        .containsEntry("Kubernetes", "v1.36.3")
        .containsEntry("Image apache/spark:4.1.1", "sha256:abc");
  }

  @Test
  void whatNeedNotBeAttemptedIsACategoryOfItsOwn() throws IOException {
    var message = written(SampleReport.allowed(ID)).at("/statusDetails/message").asText();
    assertThat(categoriesOf("skipped", message))
        .containsExactly("Not attempted, which was allowed");
  }

  @Test
  void commandsAreShownEvenIfNoTerminalWasKeptAndEvidenceThatIsGoneIsCalledMissing()
      throws IOException {
    assertThat(attachment(written(SampleReport.done(ID, 1)), "commands.txt"))
        .contains("node1$ kubectl get pods\npod-1 Running\n");
    var result = written(SampleReport.withEvidence(ID, Outcome.DONE));
    assertThat(attachment(result, "terminal.txt.missing.txt")).contains("is no longer there");
  }
}

package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cucumber.java.PendingException;
import io.cucumber.java.Scenario;
import io.cucumber.plugin.ConcurrentEventListener;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.config.Limit;
import kubetraining.guide.Asked;
import kubetraining.host.Texts;
import kubetraining.outcomes.Stage;
import kubetraining.run.LabsWithoutLab;
import kubetraining.wait.Hopeless;
import kubetraining.wait.NotThereException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.opentest4j.TestAbortedException;

/** Runs Cucumber for real, on a small guide in which scenarios end in each way that there is. */
final class OutcomesRunTest extends Stage {
  private static final Path GUIDES = Path.of("src/test/resources/kubetraining/outcomes");
  private static final Map<String, String> SETTINGS =
      Map.of(
          "lab.patience", "0.05",
          "training.allow-not-attempted", "@may-be-missing");
  @TempDir Path reports;
  private final ByteArrayOutputStream console = new ByteArrayOutputStream();
  private ScenarioNotes notes = new ScenarioNotes();

  @Test
  void eachScenarioEndsAsItShouldInTheDataTheTextAndTheConsoleAlike() throws IOException {
    var summary = run("each");

    assertThat(outcomes())
        .isEqualTo(
            """
            01-each/it-is-done DONE
            01-each/it-is-wrong WRONG
            01-each/it-is-not-yet-there NOT_YET
            01-each/it-takes-too-long TIMEOUT
            01-each/the-lab-fails LAB_FAULT
            01-each/no-image-comes LAB_FAULT
            01-each/this-host-cannot NOT_ATTEMPTED
            01-each/this-host-need-not NOT_ATTEMPTED
            01-each/nobody-has-defined-it SUITE_FAULT
            01-each/nobody-has-written-it SUITE_FAULT
            01-each/it-can-be-read-in-two-ways SUITE_FAULT
            01-each/it-cannot-be-tidied-up SUITE_FAULT
            01-each/it-is-right-and-what-comes-after-it-is-not SUITE_FAULT
            01-each/something-that-nobody-knows SUITE_FAULT
            01-each/we-are-not-allowed-to-look SUITE_FAULT
            01-each/it-needs-what-nobody-knows BLOCKED
            02-after/it-would-be-done BLOCKED
            02-after/this-one-too BLOCKED
            03-chain/first NOT_YET
            03-chain/second BLOCKED
            03-chain/third BLOCKED
            03-chain/apart DONE
            """);
    for (JsonNode each : json().at("/scenarios")) {
      String outcome = each.at("/outcome").asText();
      if (!outcome.equals("BLOCKED")) {
        assertThat(shown()).contains(Texts.of("] %s ... %s ", each.at("/name").asText(), outcome));
      }
    }
    assertThat(summary.getTestsSucceededCount()).as("passed, for Surefire").isEqualTo(2);
    assertThat(summary.getTestsAbortedCount()).as("skipped, for Surefire").isEqualTo(7);
    assertThat(summary.getTestsFailedCount()).as("failed, for Surefire").isEqualTo(13);
  }

  @Test
  void aFailureTellsStepExpectedSeenAndNextEverywhere() throws IOException {
    run("each");

    assertThat(failure("01-each/it-is-wrong"))
        .containsExactly(
            "And \"a contradiction\" happens",
            "\"node4\" (node of the pod)",
            "\"node3\"",
            "**If it fails**: look at the temperatures.");
    assertThat(failure("01-each/it-is-not-yet-there"))
        .startsWith("Then \"an empty look\" happens", "the binding", "no binding of that name");
    assertThat(failure("01-each/it-takes-too-long"))
        .startsWith("Then \"a wait without end\" happens", "the pod within 0.1 s", "Pending");
    assertThat(failure("01-each/it-takes-too-long").get(3)).contains("-Dlab.patience=2");
    assertThat(failure("01-each/no-image-comes"))
        .startsWith("Then \"an image that cannot be pulled\" happens", "the pod", "ErrImagePull");
    assertThat(failure("01-each/the-lab-fails").get(3)).startsWith("You are not to blame");
    assertThat(failure("01-each/it-cannot-be-tidied-up").get(0)).isEqualTo("(while tidying up)");
    assertThat(message("01-each/nobody-has-defined-it"))
        .isEqualTo("Then nobody knows this step\nno step definition matches this step");
    assertThat(message("01-each/something-that-nobody-knows"))
        .contains("java.lang.ArithmeticException: / by zero");
    assertThat(failure("01-each/something-that-nobody-knows").get(3))
        .as("the guide's advice is for the trainee, who can do nothing about it")
        .startsWith("You are not to blame: this is a fault of the suite")
        .contains("the folder reports/")
        .doesNotContain("temperatures");
    assertThat(reports.resolve("evidence/01-each/something-that-nobody-knows/suite-fault.txt"))
        .as("where it was thrown, for whoever is told")
        .content()
        .contains("java.lang.ArithmeticException: / by zero", "at kubetraining.steps.");
    for (String words : List.of(shown(), text())) {
      assertThat(words)
          .contains("expected: \"node4\" (node of the pod)")
          .contains("seen:     \"node3\"")
          .contains("next:     **If it fails**: look at the temperatures.")
          .contains("expected: the binding");
    }
  }

  @Test
  void whatIsBlockedNamesTheFirstCauseAndIsALineNotAWall() throws IOException {
    var summary = run("each");

    assertThat(blockedBy("02-after/it-would-be-done")).isEqualTo("01-each/it-is-wrong");
    assertThat(blockedBy("02-after/this-one-too")).isEqualTo("01-each/it-is-wrong");
    assertThat(blockedBy("01-each/it-needs-what-nobody-knows"))
        .isEqualTo("01-each/something-that-nobody-knows");
    assertThat(message("01-each/it-needs-what-nobody-knows")).contains("(outcome: suite fault)");
    assertThat(blockedBy("03-chain/second")).isEqualTo("03-chain/first");
    assertThat(blockedBy("03-chain/third")).as("not the next").isEqualTo("03-chain/first");
    assertThat(message("03-chain/third")).contains("it needs '03-chain/first' (outcome: not yet)");
    assertThat(scenario("03-chain/third").at("/failure").isNull()).isTrue();
    var lines =
        List.of(
            "2 scenarios BLOCKED by 'It is wrong' (01-each/it-is-wrong)",
            "2 scenarios BLOCKED by 'First' (03-chain/first)");
    assertThat(shown()).contains(lines);
    assertThat(text()).contains(lines);
    assertThat(shown().lines().filter(line -> line.endsWith("... BLOCKED")))
        .as("one for each cause")
        .hasSize(3);
    assertThat(summary.getFailures())
        .extracting(failure -> String.valueOf(failure.getException().getMessage()))
        .as("what fails the build in the end")
        .anySatisfy(
            message -> assertThat(message).contains(lines).contains("selected scenarios that"));
  }

  @Test
  void theVerdictsFollow() throws IOException {
    run("each");

    assertThat(json().at("/verdict").asText()).isEqualTo("FAILED");
    assertThat(json().at("/sections").findValuesAsText("verdict"))
        .containsExactly("FAILED", "NOT_ATTEMPTED", "FAILED");
    assertThat(text())
        .startsWith(
            "# FAILED: 1 wrong, 2 not yet, 1 timeout, 2 lab fault, 7 suite fault, 5 blocked, 2 of"
                + " 22");
    assertThat(shown()).contains("FAILED: 1 wrong");
    assertThat(shown()).as("of the three essential ones").contains("checks proven: 0 of 3");
  }

  @Test
  void aSelectionIsNotBlockedByWhatWasNotAskedFor() throws IOException {
    var summary = run("each", new Asked("@after or @nobody", ""));

    assertThat(outcomes())
        .isEqualTo("02-after/it-would-be-done DONE\n02-after/this-one-too DONE\n");
    assertThat(summary.getTotalFailureCount()).isZero();
    assertThat(json().at("/verdict").asText()).isEqualTo("INCOMPLETE");
    assertThat(json().at("/sections/1/verdict").asText()).isEqualTo("CERTIFIED");
    assertThat(text()).contains("## Out of scope", "- 1. Every way to end", "- 3. A chain");
  }

  @Test
  void aLabThatCannotBeHadIsOneFailureAndAllTheRestIsBlocked() throws IOException {
    var summary = run("nolab");

    assertThat(outcomes())
        .isEqualTo("01-lab/first LAB_FAULT\n01-lab/second BLOCKED\n02-more/third BLOCKED\n");
    assertThat(blockedBy("02-more/third")).isEqualTo("01-lab/first");
    assertThat(failure("01-lab/first").get(2)).isEqualTo("no engine answers");
    assertThat(shown()).contains("2 scenarios BLOCKED by 'First' (01-lab/first)");
    assertThat(summary.getTestsFailedCount()).isEqualTo(1);
    assertThat(summary.getTestsAbortedCount()).isEqualTo(2);
  }

  @Override
  protected void before(Scenario scenario) {
    notes = new ScenarioNotes();
    new TrainingHooks(run, notes).carriedOut(scenario);
  }

  @Override
  protected void happens(String what) throws Exception {
    switch (what) {
      case "nothing wrong" -> {}
      case "a contradiction" -> assertThat("node3").as("node of the pod").isEqualTo("node4");
      case "an empty look" -> throw new NotThereException("the binding", "no binding of that name");
      case "a wait without end" ->
          run.eventually(Limit.KUBELET_HOLD, "the pod", () -> "Pending", "Running"::equals);
      case "an image that cannot be pulled" ->
          run.eventually(
              Limit.KUBELET_HOLD,
              "the pod",
              () -> "Pending",
              "Running"::equals,
              seen -> Optional.of(Hopeless.lab("ErrImagePull")));
      case "silence of the API server" ->
          throw new KubernetesClientException("no answer", new IOException("reset"));
      case "a lack of a browser" -> throw new TestAbortedException("no browser; install one");
      case "work left to do" -> throw new PendingException();
      case "a trace that stays" ->
          notes
              .undo()
              .push(
                  "remove the trace",
                  () -> {
                    throw new IllegalStateException("it is stuck");
                  });
      case "a claim about tidying up" ->
          notes
              .undo()
              .push(
                  "see that all is gone", () -> assertThat(List.of("pod p")).as("left").isEmpty());
      case "a look that is forbidden" ->
          throw new KubernetesClientException(
              "pods is forbidden", 403, new StatusBuilder().withCode(403).build());
      case "a mistake of ours" -> throw new ArithmeticException("/ by zero");
      case "a call for the lab" -> assertThat(run.lab()).isNotNull();
      default -> throw new IllegalArgumentException(Texts.of("the test knows no '%s'", what));
    }
  }

  @Override
  protected void after(Scenario scenario) {
    var hooks = new TrainingHooks(run, notes);
    hooks.keepEvidence(scenario);
    hooks.undo();
  }

  @Override
  protected void afterAll() {
    run.finish();
  }

  @Override
  protected ConcurrentEventListener plugin() {
    return new TrainingPlugin(run);
  }

  private TestExecutionSummary run(String guide) {
    return run(guide, Asked.EVERYTHING);
  }

  private TestExecutionSummary run(String guide, Asked asked) {
    opens(LabsWithoutLab.settings(SETTINGS), GUIDES.resolve(guide), reports, asked, console);
    return executes("");
  }

  /** A line for each scenario, in the order of the guide. */
  private String outcomes() throws IOException {
    return json().at("/scenarios").findParents("outcome").stream()
        .map(each -> Texts.of("%s %s\n", each.at("/id").asText(), each.at("/outcome").asText()))
        .collect(Collectors.joining());
  }

  private List<String> failure(String id) throws IOException {
    var failure = scenario(id).at("/failure");
    return Stream.of("step", "expected", "seen", "next")
        .map(each -> failure.path(each).asText())
        .toList();
  }

  private String message(String id) throws IOException {
    return scenario(id).at("/message").asText();
  }

  private String blockedBy(String id) throws IOException {
    return scenario(id).at("/blockedBy").asText();
  }

  private JsonNode scenario(String id) throws IOException {
    return json().at("/scenarios").findParents("outcome").stream()
        .filter(each -> each.at("/id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(reports.resolve("progress.json").toFile());
  }

  private String text() throws IOException {
    return Files.readString(reports.resolve("progress.md"));
  }

  private String shown() {
    return console.toString(StandardCharsets.UTF_8);
  }
}

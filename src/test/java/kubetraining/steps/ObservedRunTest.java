package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import kubetraining.config.TrainingConfig;
import kubetraining.guide.Asked;
import kubetraining.guide.GuideEngine;
import kubetraining.run.LabsWithoutLab;
import kubetraining.run.PlainRun;
import kubetraining.run.TrainingRun;
import kubetraining.typed.TestTranscript;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherFactory;

/** A person does a scenario, by the real steps and hooks; what they need of a lab is its folder. */
final class ObservedRunTest {
  private static final String GUIDE =
      """
      @section-3
      Feature: 3. Ask
        @essential
        Scenario: The answer is yes
          Look for yourself.

          When the trainee runs on node1:
            \"""bash
            kubectl auth can-i create pods
            \"""
          Then the output is "yes"
      """;

  private final TrainingRun before = TrainingRunProvider.CURRENT.get();
  @TempDir Path home;
  private TrainingConfig config;
  private Path lab;
  private Path features;

  @BeforeEach
  void prepare() throws IOException {
    config = TrainingConfig.of(Map.of("training.mode", "observe"), home);
    lab = Files.createDirectories(config.folders().state().resolve("labs/training"));
    Files.writeString(lab.resolve("kept"), "");
    features = Files.createDirectories(home.resolve("features"));
    Files.writeString(features.resolve("03-ask.feature"), GUIDE);
  }

  @AfterEach
  void restore() {
    TrainingRunProvider.CURRENT.set(before);
  }

  @Test
  void aWrongAnswerIsSaidAndTheScenarioEndsWellWhenItIsTypedAgain() throws Exception {
    var console = new ByteArrayOutputStream();
    var person = new Thread(() -> typesUntilRight(console), "person");
    person.start();
    run("first", console);
    person.join();

    String said = console.toString(StandardCharsets.UTF_8);
    assertThat(said)
        .contains("[ ] type on node1", "      kubectl auth can-i create pods")
        .contains("[ ] not right", "[x] Then the output is \"yes\"");
    assertThat(report("first").at("/run/trainee").asText()).isEqualTo("person");
    assertThat(report("first").at("/scenarios/0/outcome").asText()).isEqualTo("DONE");
    assertThat(report("first").at("/scenarios/0/facts/earned").asText())
        .startsWith("by hand, from ");

    var later = new ByteArrayOutputStream();
    run("later", later);
    assertThat(later.toString(StandardCharsets.UTF_8))
        .contains("[x] earned earlier: The answer is yes")
        .doesNotContain("[ ]");
    assertThat(report("later").at("/scenarios/0/outcome").asText()).isEqualTo("DONE");
  }

  private void typesUntilRight(ByteArrayOutputStream console) {
    awaits(console, "[ ] type on node1");
    TestTranscript.typed(lab, "node1", "kubectl auth can-y create pods", 1, "error\n");
    TestTranscript.typed(lab, "node1", "kubectl auth can-i create pods", 0, "no\n");
    awaits(console, "[ ] not right");
    TestTranscript.typed(lab, "node1", "kubectl auth can-i create pods", 0, "yes\n");
  }

  private static void awaits(ByteArrayOutputStream console, String words) {
    var unused =
        new Waits()
            .upTo(Duration.ofSeconds(60))
            .see(
                words,
                () -> console.toString(StandardCharsets.UTF_8),
                said -> said.contains(words));
  }

  private void run(String reports, ByteArrayOutputStream console) {
    var run =
        PlainRun.of(
            new LabsWithoutLab(config), features, home.resolve(reports), Asked.EVERYTHING, console);
    TrainingRunProvider.CURRENT.set(run);
    run.prepare();
    LauncherFactory.create()
        .execute(
            GuideEngine.request(
                features, GuideEngine.OBSERVED, "kubetraining.steps.TrainingPlugin", Map.of()));
  }

  private JsonNode report(String reports) throws IOException {
    return new ObjectMapper().readTree(home.resolve(reports).resolve("progress.json").toFile());
  }
}

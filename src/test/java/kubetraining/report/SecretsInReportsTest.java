package kubetraining.report;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kubetraining.course.Outcome;
import kubetraining.host.Texts;
import kubetraining.redaction.Planted;
import kubetraining.redaction.Redaction;
import kubetraining.redaction.ScannerKinds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret that a run meets, wherever it meets it, is in no file that the run leaves. */
final class SecretsInReportsTest {
  private static final String LATE = "kept-to-itself-until-later";
  @TempDir Path folder;
  private final List<Planted.Plant> plants =
      Stream.of(new Planted(2026).all(), ScannerKinds.each(2026)).flatMap(List::stream).toList();

  @Test
  void whatOthersHaveWrittenIsSweptAndStaysWhatItIs() throws IOException {
    var json = new ObjectMapper();
    var lines = new StringBuilder();
    for (var plant : plants) {
      lines
          .append(json.writeValueAsString(Map.of("attachment", Map.of("body", plant.text()))))
          .append('\n');
      Files.createDirectories(folder.resolve("allure-results"));
      Files.writeString(
          folder.resolve(Texts.of("allure-results/%d-attachment", plants.indexOf(plant))),
          plant.text());
    }
    Files.writeString(folder.resolve("messages.ndjson"), lines);
    byte[] picture = {(byte) 0x89, 'P', 'N', 'G', 0, 13, 10};
    Files.write(folder.resolve("allure-results/x-attachment.png"), picture);

    assertThat(new SecretSweep(folder).sweep())
        .hasSize(plants.size() + 1)
        .contains(Path.of("messages.ndjson"));

    assertNothingIn(everything());
    for (String line : Files.readAllLines(folder.resolve("messages.ndjson"))) {
      assertThat(json.readTree(line).at("/attachment/body").asText()).contains("[redacted: ");
    }
    assertThat(folder.resolve("allure-results/x-attachment.png")).hasBinaryContent(picture);
    assertThat(new SecretSweep(folder).sweep()).as("a second sweep").isEmpty();
  }

  @Test
  void whatBecomesKnownLaterIsTakenOutOfOurOwnFilesToo() throws IOException {
    var guide = List.of(SampleReport.planned("01-lab/a", "a", ""));
    var recorder = RecordedScenarios.in(folder, guide).recorder();
    recorder.begin();
    recorder.scenarioStarted("01-lab.feature", 1, "a");
    recorder.evidence("early.txt", "it says " + LATE);
    Redaction.secret(LATE);
    RecordedScenarios.ended(recorder, Outcome.WRONG, Duration.ZERO, "it said " + LATE);

    assertThat(new SecretSweep(folder).sweep())
        .containsExactly(Path.of("evidence/01-lab/a/early.txt"));
    assertThat(everything()).doesNotContain(LATE).contains("it says [redacted: secret]");
  }

  @Test
  void theConsoleShowsNone() {
    var out = new ByteArrayOutputStream();
    var console =
        new ConsoleProgress(
            new PrintStream(out, true, StandardCharsets.UTF_8), false, System::nanoTime);

    plants.forEach(plant -> console.note(plant.text()));

    assertNothingIn(out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void theLogHoldsNoneNotEvenInTheMessageOfAFailure() throws Exception {
    var context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    context.putProperty("training.log", folder.toString());
    configure(context);
    var log = context.getLogger("kubetraining.test");
    for (var plant : plants) {
      log.info("seen:\n{}", plant.text());
      log.error("it failed", new IllegalStateException("because of\n" + plant.text()));
    }
    context.stop();

    assertNothingIn(everything());
    assertThat(everything()).contains("it failed", "IllegalStateException", "[redacted: ");
  }

  private static void configure(LoggerContext context) throws JoranException {
    var joran = new JoranConfigurator();
    joran.setContext(context);
    joran.doConfigure(SecretsInReportsTest.class.getResource("/logback.xml"));
  }

  private void assertNothingIn(String text) {
    plants.forEach(plant -> assertThat(text).as("%s", plant).doesNotContain(plant.parts()));
  }

  private String everything() throws IOException {
    var all = new StringBuilder();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file, StandardCharsets.ISO_8859_1)).append('\n');
      }
    }
    return all.toString();
  }
}

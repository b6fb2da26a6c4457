package kubetraining.export.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cucumber.core.options.CommandlineOptionsParser;
import io.cucumber.core.runtime.Runtime;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Cucumber's own messages say where the report tells more outcomes than Cucumber knows. */
final class CucumberMessagesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir Path folder;

  @Test
  void whatIsBlockedOrWasNotAttemptedIsSkippedAndWhatIsWrongHasFailed() throws IOException {
    var feature = folder.resolve("a.feature");
    Files.writeString(
        feature,
        """
        Feature: a
          Scenario: done
            Given it is done
          Scenario: not attempted
            Given it is done
            And it cannot be had
            And it is done
          @blocked
          Scenario: blocked
            Given it is done
          Scenario: wrong
            Given it is wrong
            And it is done
        """);

    // Cucumber's own command would also print to the console, and ask to publish.
    var options =
        new CommandlineOptionsParser(OutputStream.nullOutputStream())
            .parse(
                "--plugin",
                "message:" + folder.resolve("m.ndjson"),
                "--glue",
                getClass().getPackageName(),
                feature.toString())
            .build();
    var runtime = Runtime.builder().withRuntimeOptions(options).build();
    runtime.run();

    assertThat(runtime.exitStatus()).isEqualTo((byte) 1);
    assertThat(statuses())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "done", List.of("PASSED"),
                "not attempted", List.of("PASSED", "SKIPPED", "SKIPPED"),
                "blocked", List.of("SKIPPED", "SKIPPED"),
                "wrong", List.of("FAILED", "SKIPPED")));
  }

  private Map<String, List<String>> statuses() throws IOException {
    Map<String, String> pickles = new HashMap<>();
    Map<String, String> cases = new HashMap<>();
    Map<String, String> attempts = new HashMap<>();
    Map<String, List<String>> statuses = new LinkedHashMap<>();
    for (String line : Files.readAllLines(folder.resolve("m.ndjson"))) {
      JsonNode message = JSON.readTree(line);
      pickles.put(message.at("/pickle/id").asText(), message.at("/pickle/name").asText());
      cases.put(
          message.at("/testCase/id").asText(),
          pickles.get(message.at("/testCase/pickleId").asText()));
      attempts.put(
          message.at("/testCaseStarted/id").asText(),
          cases.get(message.at("/testCaseStarted/testCaseId").asText()));
      JsonNode step = message.at("/testStepFinished");
      if (!step.isMissingNode()) {
        statuses
            .computeIfAbsent(
                attempts.get(step.at("/testCaseStartedId").asText()), any -> new ArrayList<>())
            .add(step.at("/testStepResult/status").asText());
      }
    }
    return statuses;
  }
}

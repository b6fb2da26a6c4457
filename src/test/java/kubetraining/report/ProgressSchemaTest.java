package kubetraining.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import kubetraining.course.Outcome;
import kubetraining.course.ProvenChecks;
import kubetraining.host.FileWork;
import kubetraining.host.Texts;
import kubetraining.wait.WaitLedger;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgressSchemaTest {
  private static final Path FILE = Path.of("docs/progress-schema/progress-3.schema.json");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static Schema schema;
  private static JsonNode text;
  @TempDir Path folder;

  @BeforeAll
  static void readSchema() throws IOException {
    text = JSON.readTree(Files.readString(FILE));
    schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(FILE), InputFormat.JSON);
  }

  @Test
  void theSchemaIsOneItselfAndBearsTheNameOfTheVersion() throws IOException {
    var metaSchema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    assertThat(metaSchema.validate(text)).isEmpty();
    assertThat(text.at("/title").asText()).isEqualTo(ProgressReport.SCHEMA);
    assertThat(text.at("/properties/schema/const").asText()).isEqualTo(ProgressReport.SCHEMA);
    assertThat(FILE.getFileName().toString())
        .isEqualTo(
            Texts.of("progress-%s.schema.json", ProgressReport.SCHEMA.replaceAll(".*/", "")));
  }

  /** So a report is valid only if it has every field of the schema, and no other. */
  @Test
  void everyFieldIsDescribedAndRequiredAndNoOtherIsAllowed() {
    var objects = new ArrayList<>(List.of(text));
    text.at("/$defs").forEach(objects::add);
    objects.removeIf(each -> !each.has("properties"));

    assertThat(objects).hasSizeGreaterThan(10);
    for (JsonNode each : objects) {
      var required = new ArrayList<String>();
      each.path("required").forEach(name -> required.add(name.asText()));
      assertThat(each.path("properties").fieldNames())
          .toIterable()
          .containsExactlyInAnyOrderElementsOf(required);
      assertThat(each.path("additionalProperties").asBoolean(true)).as("%s", each).isFalse();
      assertThat(each.path("properties"))
          .allMatch(property -> !property.path("description").asText().isBlank());
    }
  }

  @Test
  void aRunIsValidAtEveryMoment() throws IOException {
    var sample = SampleReport.ofEveryOutcome();
    var recorder = recorder(sample);
    recorder.onChange(
        new NewestReport(List.of(any -> assertThat(problems(json())).isEmpty()), Runnable::run));

    recorder.begin();
    recorder.phases(List.of(new ProgressReport.Phase("join", 1.5, 2, true)));
    recorder.proven(new ProvenChecks(3, 4, "2026-11-29", "0123456789abcdef"));
    recorder.scenarioStarted("01-lab.feature", 7, "done");
    recorder.lab(SampleReport.lab("embedded", 30), sample.run().images());
    new Waits().upTo(Duration.ofSeconds(5)).see("pi", () -> 3.14, pi -> pi > 3);
    factsOfAnyShape().forEach(recorder::fact);
    recorder.command(new ProgressReport.Command("node1", "true", 0, ""));
    recorder.evidence("terminal.txt", "true");
    RecordedScenarios.ended(recorder, Outcome.DONE, Duration.ofMillis(1), "");
    recorder.scenarioStarted("elsewhere.feature", 3, "stranger");
    RecordedScenarios.ended(recorder, Outcome.WRONG, Duration.ofMillis(1), "no");
    recorder.leftovers(List.of("volume vol-1"));
    recorder.end();

    assertThat(json().at("/scenarios/0/facts")).hasSize(factsOfAnyShape().size());
    assertThat(json().at("/run/endedAt").isTextual()).isTrue();
  }

  @Test
  void everyOutcomeIsValid() {
    new ReportFiles(folder).write(SampleReport.ofEveryOutcome());

    assertThat(problems(json())).isEmpty();
    assertThat(json().findValuesAsText("outcome"))
        .containsAll(Stream.of(Outcome.values()).map(Outcome::name).toList());
  }

  @Test
  void aReportWithAHistoryIsValid() throws IOException {
    for (int i = 0; i < 4; i++) {
      var recorder = recorder(SampleReport.ofEveryOutcome());
      recorder.begin();
      recorder.scenarioStarted("01-lab.feature", 7, "done");
      RecordedScenarios.ended(
          recorder, i < 3 ? Outcome.DONE : Outcome.TIMEOUT, Duration.ofSeconds(1), "x");
      recorder.end();
    }

    assertThat(problems(json())).isEmpty();
    assertThat(json().at("/history/runs").asInt()).isPositive();
    assertThat(json().at("/history/turned/0/now").asText()).isEqualTo("TIMEOUT");
  }

  @Test
  void whatIsNoReportIsRefused() throws IOException {
    refused("/run/startedAt", json -> run(json).put("startedAt", "yesterday"));
    refused("'colour'", json -> json.put("colour", "red"));
    refused("'selection'", json -> run(json).remove("selection"));
    refused("/scenarios/0/outcome", json -> scenario(json).put("outcome", "PERFECT"));
    refused("/scenarios/0/id", json -> scenario(json).put("id", ""));
    refused("/scenarios/0/failure", json -> scenario(json).putObject("failure"));
    refused("/schema", json -> json.put("schema", "kube-training/progress/1"));
    refused("/leftOut", json -> json.putNull("leftOut"));
    refused(
        "/sections/0/verdict", json -> ((ObjectNode) json.at("/sections/0")).putNull("verdict"));
  }

  private void refused(String where, Consumer<ObjectNode> damage) throws IOException {
    new ReportFiles(folder).write(SampleReport.ended(SampleReport.scenario(Outcome.DONE)));
    var json = (ObjectNode) json();
    assertThat(problems(json)).isEmpty();
    damage.accept(json);

    assertThat(problems(json)).isNotEmpty().anySatisfy(each -> assertThat(each).contains(where));
  }

  private static ObjectNode run(ObjectNode json) {
    return (ObjectNode) json.at("/run");
  }

  private static ObjectNode scenario(ObjectNode json) {
    return (ObjectNode) json.at("/scenarios/0");
  }

  private static Map<String, Object> factsOfAnyShape() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("a number", 3.14);
    facts.put("no number", Double.NaN);
    facts.put("a list", List.of("node1", 2, List.of(true)));
    facts.put("a map", Map.of("node1", Map.of("cpu", "100m")));
    facts.put("nothing", null);
    facts.put("a record", new ProgressReport.Machine("node1", "worker", "10.0.0.1"));
    facts.put("some", Arrays.asList("a", null));
    facts.put("", "a name that says nothing");
    return facts;
  }

  private RunRecorder recorder(ProgressReport sample) {
    return new RunRecorder(
        new ReportFiles(folder),
        SampleReport.planOf(sample),
        new WaitLedger(),
        Clock.fixed(SampleReport.NOON, ZoneOffset.UTC),
        "run-" + System.nanoTime());
  }

  private static List<String> problems(JsonNode json) {
    return schema
        .validate(
            json,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Error::toString)
        .toList();
  }

  private JsonNode json() {
    var file = folder.resolve("progress.json").toFile();
    return FileWork.get("no report", () -> JSON.readTree(file));
  }
}

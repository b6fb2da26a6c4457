package kubetraining.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kubetraining.course.Outcome;
import kubetraining.course.PlannedScenario;
import kubetraining.course.ProvenChecks;
import kubetraining.course.RunPlan;
import kubetraining.host.FileWork;
import kubetraining.wait.WaitLedger;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunRecorderTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
  @TempDir Path folder;
  private final WaitLedger ledger = new WaitLedger();
  private RunRecorder recorder;

  @BeforeEach
  void begin() {
    recorder = recorder(Set.of("01-lab/a", "01-lab/b", "03-spark/c"), Set.of());
    recorder.begin();
  }

  @Test
  void atTheStartEverythingAskedForIsNotReached() {
    var json = json();

    assertThat(json.at("/schema").asText()).isEqualTo("kube-training/progress/3");
    assertThat(json.at("/run/id").asText()).isEqualTo("run-1");
    assertThat(json.at("/run/startedAt").asText()).isEqualTo("2026-11-23T12:00:00Z");
    assertThat(json.at("/run/endedAt").isNull()).isTrue();
    assertThat(json.at("/leftovers").isNull()).as("nobody has looked").isTrue();
    assertThat(json.at("/run/checks").isNull()).as("nobody has looked").isTrue();
    assertThat(json.at("/leftOut").isArray()).isTrue();
    assertThat(text()).doesNotContain("Out of scope", "checks proven");
    assertThat(json.at("/scenarios")).hasSize(3);
    assertThat(json.findValuesAsText("outcome")).containsOnly("NOT_REACHED");
    assertThat(json.at("/sections/0/verdict").asText()).isEqualTo("NOT_ATTEMPTED");
  }

  @Test
  void whoeverPublishesFindsAllThatIsMadeOfTheReport() {
    var read = new ArrayList<String>();
    recorder.onChange(
        new NewestReport(
            List.of(report -> read.add(report.scenarios().get(0).outcome().name())), turn -> {}));

    recorder.scenarioStarted("01-lab.feature", 10, "a");
    assertThat(read).as("its turn has not come").isEmpty();
    recorder.publish();

    assertThat(read).containsExactly("UNDER_WAY");
  }

  @Test
  void aRunThatIsKilledLeavesATrueReportAtEveryMoment() {
    recorder.scenarioStarted("01-lab.feature", 10, "a");
    assertThat(json().at("/scenarios/0/outcome").asText()).isEqualTo("UNDER_WAY");

    RecordedScenarios.ended(recorder, Outcome.DONE, Duration.ofMillis(1234), "");
    recorder.scenarioStarted("01-lab.feature", 20, "b");

    var json = json();
    assertThat(json.findValuesAsText("outcome"))
        .containsExactly("DONE", "UNDER_WAY", "NOT_REACHED");
    assertThat(json.at("/scenarios/0/seconds").asDouble()).isEqualTo(1.234);
    assertThat(json.at("/run/endedAt").isNull()).isTrue();
    assertThat(json.at("/sections/0/verdict").asText()).isEqualTo("UNDER_WAY");
    assertThat(text()).startsWith("# NOT ENDED: 1 of 3 scenarios done so far");
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("progress.json", "progress.md", "history.ndjson");
  }

  @Test
  void theLabItsImagesAndWhatItLeftBehindAreToldOnceKnown() {
    recorder.lab(
        SampleReport.lab("embedded", 38.5),
        List.of(new ProgressReport.Image("apache/spark:4.1.1", "sha256:abc")));
    recorder.leftovers(List.of("volume vol-1 of lab 'training'"));
    recorder.phases(List.of(new ProgressReport.Phase("join", 1.5, 2, true)));
    recorder.proven(new ProvenChecks(3, 4, "2026-11-29", "0123456789abcdef"));
    recorder.end();

    var json = json();
    assertThat(json.at("/run/lab/kind").asText()).isEqualTo("embedded");
    assertThat(json.at("/run/lab/machines/0/name").asText()).isEqualTo("node1");
    assertThat(json.at("/run/images/0/digest").asText()).isEqualTo("sha256:abc");
    assertThat(json.at("/run/endedAt").asText()).isEqualTo("2026-11-23T12:00:00Z");
    assertThat(json.at("/leftovers/0").asText()).contains("vol-1");
    assertThat(json.at("/run/phases/0/tookSeconds").asDouble()).isEqualTo(2.0);
    assertThat(json.at("/run/checks/proven").asInt()).isEqualTo(3);
    assertThat(text())
        .startsWith("# FAILED: the lab left 1 things behind")
        .contains("checks proven: 3 of 4, the last on 2026-11-29, checksum 0123456789ab.");
  }

  @Test
  void whatNeedNotBeAttemptedDoesNotSpoilTheRunAndIsTold() {
    for (int line : List.of(10, 20)) {
      recorder.scenarioStarted("01-lab.feature", line, "any");
      var why = recorder.notAttempted("no image");
      RecordedScenarios.ended(
          recorder, line == 20 ? Outcome.NOT_ATTEMPTED : Outcome.DONE, Duration.ZERO, why);
    }
    recorder.scenarioStarted("03-spark.feature", 10, "c");
    RecordedScenarios.ended(recorder, Outcome.DONE, Duration.ZERO, "");
    recorder.end();

    assertThat(json().at("/scenarios/1/allowed").asBoolean()).isTrue();
    assertThat(text())
        .startsWith("# DONE: 2 of 3 scenarios done, 1 not attempted, allowed")
        .contains("## NOT_ATTEMPTED: b", "not attempted, allowed: no image");
  }

  private JsonNode json() {
    var file = folder.resolve("progress.json").toFile();
    return FileWork.get("no report", () -> new ObjectMapper().readTree(file));
  }

  private String text() {
    return contentOf(folder.resolve("progress.md").toFile(), UTF_8);
  }

  @Test
  void aScenarioCarriesItsWaitsFactsAndEvidence() throws IOException {
    byte[] picture = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
    new Waits(ledger).upTo(Duration.ofSeconds(5)).see("before it", () -> 1, any -> true);
    recorder.scenarioStarted("03-spark.feature", 10, "c");
    new Waits(ledger).upTo(Duration.ofSeconds(5)).see("pi", () -> 3.14, pi -> pi > 3);
    recorder.fact("pi", 3.1415);
    recorder.fact("executorNodes", List.of("node3", "node4"));
    recorder.evidence("driver.log", "Pi is roughly 3.1415");
    assertThat(recorder.evidence("page.png", picture)).contains("evidence/03-spark/c/page.png");
    RecordedScenarios.ended(recorder, Outcome.DONE, Duration.ofSeconds(1), "");
    var scenario = json().at("/scenarios/2");
    assertThat(scenario.at("/waits").findValuesAsText("what")).containsExactly("pi");
    assertThat(scenario.at("/waits/0/limitSeconds").asDouble()).isEqualTo(5.0);
    assertThat(scenario.at("/waits/0/tookSeconds").asDouble()).isBetween(0.0, 5.0);
    assertThat(scenario.at("/facts").toString())
        .isEqualTo("{\"pi\":3.1415,\"executorNodes\":[\"node3\",\"node4\"]}");
    assertThat(scenario.at("/evidence/0").asText()).isEqualTo("evidence/03-spark/c/driver.log");
    assertThat(folder.resolve("evidence/03-spark/c/driver.log")).hasContent("Pi is roughly 3.1415");
    assertThat(folder.resolve("evidence/03-spark/c/page.png")).hasBinaryContent(picture);
    assertThat(text()).endsWith("## Pictures\n\nc\n\n![c](evidence/03-spark/c/page.png)\n");
  }

  @Test
  void aFailureStandsFirstAndWithItsWholeMessageAndAStrangerIsShown() {
    recorder.scenarioStarted("01-lab.feature", 10, "a");
    RecordedScenarios.ended(
        recorder, Outcome.WRONG, Duration.ofSeconds(2), "Then it runs\nexpected 4, saw 3");
    recorder.scenarioStarted("other.feature", 3, "stranger");
    RecordedScenarios.ended(recorder, Outcome.DONE, Duration.ZERO, "");
    recorder.end();
    assertThat(text())
        .startsWith("# FAILED: 1 wrong, 1 of 4 scenarios done")
        .contains("## WRONG: a", "expected 4, saw 3");
    assertThat(json().at("/scenarios/3/name").asText()).isEqualTo("stranger");
  }

  @Test
  void aSelectionShowsOnlyWhatWasAskedForAndWhatWasLeftOutForItsSlowness() {
    recorder = recorder(Set.of("03-spark/c"), Set.of("01-lab/b"));
    recorder.begin();
    var place = recorder.scenarioStarted("03-spark.feature", 10, "c");
    RecordedScenarios.ended(recorder, Outcome.DONE, Duration.ZERO, "");
    recorder.end();
    assertThat(place).isEqualTo(new RunRecorder.Place(1, 1, "3. Spark"));
    assertThat(json().at("/scenarios")).hasSize(1);
    assertThat(json().at("/leftOut").toString()).isEqualTo("[\"b\"]");
    assertThat(json().at("/sections").findValuesAsText("verdict"))
        .containsExactly("NOT_ATTEMPTED", "CERTIFIED");
    assertThat(json().at("/verdict").asText()).as("of a part of the guide").isEqualTo("INCOMPLETE");
    assertThat(text())
        .startsWith("# DONE: 1 of 1 scenarios done; this was a selection")
        .contains("Nothing of these sections was asked for:\n\n- 1. The lab\n")
        .contains("## Out of scope", "names `@slow`:\n\n- b\n");
  }

  private RunRecorder recorder(Set<String> selected, Set<String> leftOut) {
    Map<String, String> sections = new LinkedHashMap<>();
    sections.put("section-1", "1. The lab");
    sections.put("section-3", "3. Spark");
    var tags = List.of("@essential");
    var guide =
        List.of(
            new PlannedScenario("01-lab/a", "a", "section-1", "01-lab.feature", 10, tags),
            new PlannedScenario("01-lab/b", "b", "section-1", "01-lab.feature", 20, tags),
            new PlannedScenario("03-spark/c", "c", "section-3", "03-spark.feature", 10, tags));
    return new RunRecorder(
        new ReportFiles(folder),
        new RunPlan("", sections, List.of(), guide, selected, Set.of("01-lab/b"), leftOut),
        ledger,
        NOON,
        "run-1");
  }
}

package kubetraining.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kubetraining.course.PlannedScenario;
import kubetraining.page.SeriesPicture;
import kubetraining.remote.CommandResult;
import kubetraining.report.RecordedScenarios;
import kubetraining.report.RunRecorder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScenarioEvidenceTest {
  private static final PlannedScenario SCENARIO =
      new PlannedScenario("01-lab/a", "a", "section-1", "01-lab.feature", 1, List.of());
  @TempDir Path reports;
  private final Map<String, String> attached = new LinkedHashMap<>();
  private RunRecorder recorder;
  private ScenarioEvidence evidence;

  @BeforeEach
  void begin() {
    var run = RecordedScenarios.in(reports, List.of(SCENARIO));
    recorder = run.recorder();
    recorder.begin();
    run.started(SCENARIO);
    evidence = new ScenarioEvidence(recorder, reports, new Beside());
  }

  @Test
  void whatWasTypedIsShownBesideTheScenarioAndIsData() throws IOException {
    evidence.keepCommands(
        List.of(
            new CommandResult("node1", "hostname", 0, "node1\n", ""),
            new CommandResult("node2", "false", 1, "", "")));

    assertThat(attached.get("terminal.txt text/plain"))
        .isEqualTo("ubuntu@node1:~$ hostname\nnode1\n\nubuntu@node2:~$ false\n[exit code 1]\n");
    assertThat(kept("terminal.txt")).isEqualTo(attached.get("terminal.txt text/plain") + "\n");
    assertThat(recorder.snapshot().scenarios().get(0).commands())
        .extracting(each -> each.machine() + " " + each.exitCode() + " " + each.output())
        .containsExactly("node1 0 node1\n", "node2 1 ");
  }

  @Test
  void nothingIsKeptOfATerminalInWhichNothingWasTyped() {
    evidence.keepCommands(List.of());

    assertThat(attached).isEmpty();
    assertThat(reports.resolve("evidence")).doesNotExist();
  }

  @Test
  void aSeriesIsKeptAsATableAPictureAndData() throws IOException {
    var points = List.of(new SeriesPicture.Point(0, 1), new SeriesPicture.Point(5, 2));
    var line = new SeriesPicture.Line("Ready", true, points);
    var panel = new SeriesPicture.Panel("pods", List.of(line));
    var drawn = new SeriesPicture("pods", "2 pods", List.of(panel), List.of());

    evidence.keepSeries("seconds,ready\n0,1\n5,2\n", drawn);

    assertThat(attached)
        .containsEntry("series.csv text/csv", "seconds,ready\n0,1\n5,2\n")
        .containsKey("series.svg image/svg+xml");
    assertThat(kept("series.csv")).isEqualTo("seconds,ready\n0,1\n5,2\n");
    assertThat(kept("series.svg")).startsWith("<svg");
    assertThat(recorder.snapshot().scenarios().get(0).facts())
        .containsEntry(SeriesPicture.FACT, drawn);
  }

  private String kept(String name) throws IOException {
    return Files.readString(reports.resolve("evidence/01-lab/a").resolve(name));
  }

  private final class Beside implements ScenarioEvidence.Attachments {
    @Override
    public void attach(String content, String mediaType, String name) {
      attached.put(name + " " + mediaType, content);
    }

    @Override
    public void attach(byte[] content, String mediaType, String name) {
      attach(new String(content, StandardCharsets.ISO_8859_1), mediaType, name);
    }
  }
}

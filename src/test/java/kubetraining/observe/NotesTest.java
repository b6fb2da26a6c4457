package kubetraining.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import kubetraining.course.PlannedScenario;
import kubetraining.course.ScenarioText.StepText;
import kubetraining.guide.FeatureCatalogue;
import kubetraining.report.SampleReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NotesTest {
  private static final int LONG_RUN = 40;

  private static final String PROSE =
      """
      Why we do it.

      **If it fails** and nothing happens, wait. **If the pod is Pending** and the event says
      "Insufficient cpu", the nodes are full.
      """;
  private static final PlannedScenario SCENARIO = SampleReport.planned("04/a", "A", PROSE);

  @TempDir Path lab;

  @Test
  void theGuideHelpsWithWhatWasSeenFirstAndEachTimeWithAnotherCase() {
    var notes = Notes.of(lab);
    var now = stuck(Now.State.NOT_RIGHT, "0/4 nodes: 4 Insufficient cpu", 60);

    assertThat(notes.hint(SCENARIO, now))
        .hasValueSatisfying(text -> assertThat(text).endsWith("the nodes are full."));
    assertThat(notes.hint(SCENARIO, now)).hasValue("**If it fails** and nothing happens, wait.");
    assertThat(notes.hint(SCENARIO, now)).isEmpty();
    assertThat(Notes.of(lab).of("04/a", Note.Kind.HINT)).hasSize(2);
    assertThat(Notes.of(lab).of("04/a", Note.Kind.PREDICTION)).isEmpty();
  }

  @Test
  void whoIsNotStuckOrHasJustBegunGetsNone() {
    var notes = Notes.of(lab);

    assertThat(notes.hint(SCENARIO, stuck(Now.State.NOT_RIGHT, "", 1))).isEmpty();
    assertThat(notes.hint(SCENARIO, stuck(Now.State.TYPE, "", 60))).isEmpty();
    assertThat(notes.hint(SCENARIO, stuck(Now.State.LAB_FAULT, "", 60))).isEmpty();
    assertThat(notes.of("04/a", Note.Kind.HINT)).isEmpty();
  }

  @Test
  void theGuideHelpsWithEachEssentialScenarioAndNeverSaysTheCommand() {
    var scenarios =
        FeatureCatalogue.read(Path.of("features")).scenarios().stream()
            .filter(each -> each.essential() && !each.withoutLab())
            .toList();

    assertThat(scenarios).hasSizeGreaterThan(40);
    for (PlannedScenario each : scenarios) {
      var hints = Notes.hints(each, stuck(Now.State.NOT_RIGHT, "", 60));
      assertThat(hints).as(each.id()).isNotEmpty();
      for (String hint : hints) {
        assertThat(runs(commands(each)).filter(hint::contains))
            .as("%s: a part of the commands in the hint '%s'", each.id(), hint)
            .isEmpty();
      }
    }
  }

  private static String commands(PlannedScenario scenario) {
    return String.join("\n", scenario.text().steps().stream().map(StepText::docString).toList());
  }

  private static Stream<String> runs(String text) {
    return text.lines()
        .flatMap(
            line ->
                Stream.iterate(0, at -> at + LONG_RUN <= line.length(), at -> at + 1)
                    .map(at -> line.substring(at, at + LONG_RUN)));
  }

  @Test
  void whatMayFailOrGoesOnCannotBeSaidToBeDone() {
    var notes = Notes.of(lab);
    var typed = Now.at("04/a", 0, Now.State.TYPE);

    assertThat(notes.done(typed)).isTrue();
    assertThat(notes.done(SampleReport.with(typed, "mayFail", true))).isFalse();
    assertThat(notes.done(SampleReport.with(typed, "goesOn", true))).isFalse();
    assertThat(notes.of("04/a", Note.Kind.DONE)).hasSize(1);
  }

  private static Now stuck(Now.State state, String seen, int seconds) {
    String since = Instant.now().minusSeconds(seconds).toString();
    return SampleReport.with(Now.at("04/a", 0, state), "seen", seen, "since", since);
  }
}

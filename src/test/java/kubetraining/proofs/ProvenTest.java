package kubetraining.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kubetraining.course.PlannedScenario;
import kubetraining.course.ScenarioText;
import kubetraining.course.ScenarioText.StepText;
import kubetraining.proofs.Proven.ProvenRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A check that was changed since it was proven has to be proven anew. */
final class ProvenTest {
  private static final String PROBE = "src/main/java/kubetraining/probe/PodProbe.java";
  private static final String STEP = "src/test/java/kubetraining/steps/PodSteps.java";
  @TempDir Path project;

  @Test
  void eachRowOfTheBookIsProvenOnTheCheckAsItIs() {
    var guide = new ProofGuide(Path.of("features"));
    var choice = new RowChoice(guide, Proven.read(Path.of("")), CheckSources.of(Path.of("")));
    assertThat(
            ProofBook.read(Path.of("src/proofs")).stream()
                .filter(row -> !choice.isCurrent(row))
                .map(Row::id))
        .as("rows whose check, or they themselves, changed since: type mvn verify -Pproofs")
        .isEmpty();
  }

  @Test
  void aCheckIsItsStepsAndWhatTheyReachButNoCommentAndNoBlank() throws IOException {
    write(STEP, "class PodSteps { PodProbe probe; }");
    write(PROBE, "class PodProbe { int look() { return 1; } }");
    String first = checksum("the pod runs");

    write(STEP, "/** The pods. */\nclass PodSteps {\n  PodProbe probe; // looks\n}");
    assertThat(checksum("the pod runs")).isEqualTo(first);
    assertThat(checksum("the pod may run")).isNotEqualTo(first);

    write(PROBE, "class PodProbe { int look() { return 2; } }");
    assertThat(checksum("the pod runs")).isNotEqualTo(first);
  }

  @Test
  void whatWasProvenCountsUntilItsCheckChanges() throws IOException {
    write(STEP, "class PodSteps { int a; }");
    var lesson = lesson("01-lab/a", "@essential");
    var guide = List.of(lesson, lesson("01-lab/b", "@essential"), lesson("01-lab/c", "@control"));
    var row =
        new ProvenRow(
            List.of("01-lab/a"),
            "",
            checksum("the pod runs"),
            List.of("PodSteps"),
            3,
            "2026-11-29");
    write(Proven.FILE.toString(), new Proven(Map.of("01-lab/row", row)).text());

    var count = Proven.read(project).count(guide, CheckSources.of(project));
    assertThat(count.proven()).isEqualTo(1);
    assertThat(count.of()).isEqualTo(2);
    assertThat(count.on()).isEqualTo("2026-11-29");

    write(STEP, "class PodSteps { int b; }");
    assertThat(Proven.read(project).count(guide, CheckSources.of(project)).proven()).isZero();
  }

  private String checksum(String step) {
    return CheckSources.of(project).checksum(steps(step), List.of("PodSteps"));
  }

  private static List<StepText> steps(String text) {
    return List.of(new StepText("Then", text, "", List.of()));
  }

  private static PlannedScenario lesson(String id, String tag) {
    return new PlannedScenario(
        id,
        id,
        "section-1",
        "01-lab.feature",
        1,
        List.of(tag),
        new ScenarioText("", "", "", steps("the pod runs")));
  }

  private void write(String file, String text) throws IOException {
    Path path = project.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}

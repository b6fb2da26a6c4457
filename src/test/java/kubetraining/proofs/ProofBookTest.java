package kubetraining.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import kubetraining.course.PlannedScenario;
import kubetraining.course.ScenarioText.StepText;
import kubetraining.guide.FeatureCatalogue;
import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The matrix is whole: no essential scenario of the guide is without its proofs. */
final class ProofBookTest {
  private static final int FEWEST_ROWS = 120;
  private static final int FEWEST_MISTAKES = 3;
  private final ProofGuide guide = new ProofGuide(Path.of("features"));
  private final List<Row> book = ProofBook.read(Path.of("src/proofs"));
  @TempDir Path folder;

  @Test
  void eachRowChangesALessonThatTheGuideHas() {
    for (Row row : book) {
      assertThat(ChangedLesson.of(guide.lesson(row), row)).as(row.id()).isNotEmpty();
      row.proves().forEach(id -> assertThat(guide.lesson(row, id)).isNotNull());
    }
    assertThat(book).extracting(Row::name).doesNotHaveDuplicates();
  }

  @Test
  void eachEssentialScenarioHasSaidNoToAllThatItMustAndYesToWhatIsRight() {
    var missing = new ArrayList<String>();
    for (PlannedScenario each : guide.scenarios().stream().filter(Proven::wants).toList()) {
      var rows = book.stream().filter(row -> row.proves().contains(each.id())).toList();
      for (Row.Kind kind : Row.Kind.values()) {
        int fewest = kind == Row.Kind.MISTAKE ? FEWEST_MISTAKES : 1;
        long there = rows.stream().filter(row -> row.kind() == kind).count();
        if (there < fewest) {
          missing.add(Texts.of("%s: %d of %d rows %s", each.id(), there, fewest, kind.tag()));
        }
      }
    }
    assertThat(missing).as("what src/proofs lacks, see its README").isEmpty();
    assertThat(book).hasSizeGreaterThanOrEqualTo(FEWEST_ROWS);
  }

  @Test
  void mistakesOfOneScenarioFailForDifferentReasons() {
    for (PlannedScenario each : guide.scenarios()) {
      var words =
          book.stream()
              .filter(row -> row.proves().get(0).equals(each.id()))
              .filter(row -> row.kind() == Row.Kind.MISTAKE)
              .map(Row::words)
              .toList();
      assertThat(new HashSet<>(words))
          .as("reasons of the mistakes of %s", each.id())
          .hasSizeGreaterThanOrEqualTo(Math.min(words.size(), FEWEST_MISTAKES));
    }
  }

  @Test
  void whatIsTypedIsWrittenLetterForLetter() throws IOException {
    var row = book.stream().filter(each -> each.file().startsWith("05-")).findFirst().orElseThrow();
    var other = with(row, "in place of block 1 this is typed:", "echo '\\n \"\"\" \\1'");
    guide.write(List.of(other), Path.of("").toAbsolutePath(), folder);

    assertThat(FeatureCatalogue.read(folder.resolve("features")).scenarios())
        .flatExtracting(scenario -> scenario.text().steps())
        .extracting(StepText::docString)
        .contains("echo '\\n \"\"\" \\1'");
  }

  private static Row with(Row row, String change, String block) {
    return new Row(
        row.id(),
        row.name(),
        row.file(),
        row.proves(),
        row.kind(),
        row.whole(),
        List.of(new StepText("When", change, block, List.of())),
        row.outcome(),
        row.words());
  }
}

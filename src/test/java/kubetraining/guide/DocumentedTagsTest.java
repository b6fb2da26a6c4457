package kubetraining.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import kubetraining.course.Needs;
import kubetraining.course.PlannedScenario;
import org.junit.jupiter.api.Test;

final class DocumentedTagsTest {
  private static final Pattern ROW = Pattern.compile("^\\| `(@[^`]+)` \\|", Pattern.MULTILINE);

  @Test
  void everyTagOfTheGuideIsDocumentedAndNoOther() throws IOException {
    var documented = new TreeSet<String>();
    ROW.matcher(Files.readString(Path.of("docs/tags.md")))
        .results()
        .forEach(row -> documented.add(row.group(1)));

    assertThat(documented)
        .as("tags in the table of docs/tags.md")
        .isEqualTo(FeatureCatalogue.read(Path.of("features")).tags());
  }

  @Test
  void everySectionWithALabNeedsTheFirstAndTheTableTellsHowToRead() throws IOException {
    var guide = FeatureCatalogue.read(Path.of("features")).scenarios();
    var needs = Needs.of(guide);
    var first =
        guide.stream()
            .filter(each -> each.section().equals("section-1") && each.essential())
            .map(PlannedScenario::id)
            .toList();

    assertThat(first).isNotEmpty();
    assertThat(guide)
        .allSatisfy(
            each ->
                assertThat(needs.of(each.id()).containsAll(first))
                    .as("%s needs section 1", each.id())
                    .isEqualTo(!Set.of("section-1", "section-99").contains(each.section())));
    assertThat(Files.readString(Path.of("docs/tags.md"))).contains("`@needs(section-1)`");
  }
}

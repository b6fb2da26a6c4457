package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
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
}

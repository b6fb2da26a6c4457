package kubetraining.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GeneratedDocsTest {
  private final GeneratedDocs docs = GeneratedDocs.of(Path.of(""));

  @Test
  void theDocumentsAreWhatTheFeaturesSay() throws IOException {
    for (Map.Entry<String, String> each : docs.texts().entrySet()) {
      assertThat(Path.of(each.getKey()))
          .as("%s; after a feature has changed, type: %s", each.getKey(), GeneratedDocs.COMMAND)
          .exists()
          .content()
          .isEqualTo(each.getValue());
    }
  }

  @Test
  void nothingOfTheOldTextIsLeftOut() {
    assertThat(String.join("\n", docs.problems()))
        .as("mend features/ or src/test/resources/kubetraining/guide/coverage.yaml")
        .isEmpty();
  }

  /** With {@code -Dseed=FILE}: the 2018 tutorial itself, which is not part of this project. */
  @Test
  void theListHasEveryCommandOfTheOldText() throws IOException {
    String seed = System.getProperty("seed", "");
    assumeTrue(!seed.isEmpty(), "the old text was not given: -Dseed=FILE");

    assertThat(docs.coverage().commands())
        .isEqualTo(OldText.commands(Files.readAllLines(Path.of(seed))));
  }
}

package kubetraining.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContentsTextTest {
  @TempDir private Path features;

  @Test
  void rulesAndScenariosAreListedWithTheExamplesInPlaceOfTheirOutline() throws IOException {
    Files.writeString(
        features.resolve("03-spark.feature"),
        """
        @section-3
        Feature: 3. Spark
          Scenario: It is there
            Then it runs
          Rule: It computes
            Scenario Outline: It computes <what>
              Then it prints <what>
              Examples:
                | what |
                | pi   |
                | e    |
        """);

    assertThat(new ContentsText(FeatureCatalogue.read(features)).text())
        .endsWith(
            """

            ## [3. Spark](../features/03-spark.feature)

            - It is there
            - It computes
              - It computes pi
              - It computes e
            """);
  }
}

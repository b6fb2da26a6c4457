package kubetraining.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ErrataTest {
  private static final Map<String, String> TITLES =
      Map.of("E4", "Too many rights", "E7", "No way in", "E12", "No promise");
  private static final String FEATURE =
      """
      @section-3
      Feature: 3. Spark
        Some prose.

        **Erratum E7.** Type this
        instead of that.

        Rule: Rights

          @erratum @E12 @E4
          Scenario: The old binding gives too much
            It knows no namespace.

            When the trainee runs on node1:
              \"""bash
              kubectl create clusterrolebinding spark-role
              \"""
            Then it may delete pods
            And it may read pods

          @essential
          Scenario: It computes
            **Erratum.** It has no number.

            Then it computes
      """;
  @TempDir Path folder;

  @Test
  void oneThatIsNowhereIsMissedOnlyInAWholeGuide() throws IOException {
    var errata = errata(FEATURE.replace("@E12 ", ""));

    assertThat(errata.problems(false)).isEmpty();
    assertThat(errata.problems(true))
        .containsExactly("erratum E12 is nowhere in the guide: No promise");
  }

  @Test
  void whatIsMarkedWrongIsNamed() throws IOException {
    var wrong =
        FEATURE
            .replace("**Erratum E7.**", "**Erratum E99.**")
            .replace("**Erratum.** It", "**Erratum 4**: it");

    assertThat(errata(wrong).problems(false))
        .containsExactlyInAnyOrder(
            "E99 in '3. Spark' is no known erratum",
            "'It computes': a told erratum begins its paragraph with '**Erratum E7.** ' or"
                + " '**Erratum.** ', not: **Erratum 4**: it has no number.");
  }

  @Test
  void aFileThatCannotBeReadIsNamed() {
    assertThatThrownBy(() -> guide("Feature: 3. Spark\n  Scenario: x\n    Then y\n    nonsense\n"))
        .isInstanceOf(RunRefusedException.class)
        .hasMessageContaining("03-spark.feature cannot be read");
    assertThatThrownBy(() -> guide("Feature: 3. Spark\n"))
        .hasMessage("03-spark.feature has no tag @section-N on its feature");
  }

  private Errata errata(String feature) throws IOException {
    return new Errata(guide(feature), TITLES);
  }

  private Guide guide(String feature) throws IOException {
    Files.writeString(folder.resolve("03-spark.feature"), feature);
    return Guide.read(folder);
  }
}

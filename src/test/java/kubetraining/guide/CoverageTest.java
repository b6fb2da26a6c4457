package kubetraining.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CoverageTest {
  @TempDir Path folder;
  private Guide guide;
  private Errata errata;

  @BeforeEach
  void readGuide() throws IOException {
    Files.writeString(
        folder.resolve("03-spark.feature"),
        """
        @section-3
        Feature: 3. Spark
          **Erratum E11.** Another name.

          Scenario: A | pipe
            Then it computes

          Scenario Outline: <what> computes
            Then it computes

            Examples:
              | what  |
              | Spark |
        """);
    guide = Guide.read(folder);
    errata = new Errata(guide, Map.of("E11", "The name"));
  }

  @Test
  void aWholeListHasNoProblem() {
    var coverage =
        Coverage.parse(
            """
            section-3:
              - command: '$kubectl get pods | wc'
                by: [A | pipe, <what> computes, Spark computes, E11]
              - claim: it has a log
                by: [E11]
            """);

    assertThat(coverage.problems(guide, errata)).isEmpty();
    assertThat(coverage.commands())
        .isEqualTo(Map.of("section-3", List.of("$kubectl get pods | wc")));
  }

  @Test
  void whatIsNotCoveredAndWhatDoesNotExistIsListedWhole() {
    var coverage =
        Coverage.parse(
            """
            section-3:
              - command: ls
                by: []
              - claim: it has a log
              - claim: it is fast
                by: [It flies, E12, E11]
            """);

    assertThat(coverage.problems(guide, errata))
        .containsExactly(
            "not covered: section-3, command: ls",
            "not covered: section-3, claim: it has a log",
            "no scenario or erratum 'It flies': section-3, claim: it is fast",
            "no scenario or erratum 'E12': section-3, claim: it is fast");
  }

  @Test
  void aNameThatTwoScenariosBearCannotBeCited() throws IOException {
    Files.writeString(
        folder.resolve("04-other.feature"),
        "@section-4\nFeature: 4. Other\n\n  Scenario: A | pipe\n    Then it is there\n");

    assertThat(
            Coverage.parse("section-3:\n  - command: ls\n    by: [A | pipe]\n")
                .problems(Guide.read(folder), errata))
        .containsExactly("several scenarios 'A | pipe': section-3, command: ls");
  }

  @Test
  void aSectionThatTheGuideDoesNotHaveYetIsToCome() {
    var coverage = Coverage.parse("section-4:\n  - command: ls\n");

    assertThat(coverage.problems(guide, errata)).isEmpty();
    assertThat(coverage.text(guide, errata)).contains("## 4. To come");
  }

  @Test
  void aListThatIsMadeOtherwiseIsRefused() {
    assertThatThrownBy(() -> Coverage.parse("section-3:\n  - by: [E11]\n"))
        .isInstanceOf(GuideException.class)
        .hasMessageContaining("section-3 is not either a command or a claim");
    assertThatThrownBy(() -> Coverage.parse("section-3:\n  - comand: ls\n"))
        .hasMessageContaining("comand");
  }
}

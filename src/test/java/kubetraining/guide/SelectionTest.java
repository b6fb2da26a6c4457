package kubetraining.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import kubetraining.course.RunPlan;
import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SelectionTest {
  private static final String NONE = "";
  @TempDir Path folder;

  @BeforeEach
  void writeFeatures() throws IOException {
    Files.writeString(
        folder.resolve("01-lab.feature"),
        """
        @section-1 @lab
        Feature: 1. The lab

          Scenario: It runs
            Then it runs

          Rule: A rule

            @control
            Scenario Outline: <what> is tried
              Then it is <what>

              Examples:
                | what |
                | red  |
                | blue |
        """);
    Files.writeString(
        folder.resolve("03-spark.feature"),
        """
        @section-3 @spark
        Feature: 3. Spark

          Scenario: It computes
            Then it computes

          @slow
          Scenario: It computes for an hour
            Then it computes
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          @sprak           | no scenario matches '@sprak'. Did you mean @spark?; Nothing was started.
          @sprak           | Known tags: @control @lab @section-1 @section-3 @slow @spark.
          @quantum         | no scenario matches '@quantum'. Known tags:
          @spark and @lab  | Each tag exists, but no scenario has this combination.
          @spark and (     | '@spark and (' cannot be read: Unmatched (.
          """)
  void whatSelectsNothingIsRefused(String tags, String message) {
    assertThatThrownBy(() -> plan(tags))
        .isInstanceOf(RunRefusedException.class)
        .hasMessageContainingAll(message.split("; "))
        .satisfies(refusal -> assertThat(refusal.getStackTrace()).isEmpty());
  }

  @Test
  void aDryRunWhichWouldSucceedWithNothingShownIsRefused() {
    System.setProperty("cucumber.execution.dry-run", "true");
    try {
      assertThatThrownBy(() -> plan("@spark"))
          .isInstanceOf(RunRefusedException.class)
          .hasMessageStartingWith("with cucumber.execution.dry-run nothing of the guide is shown");
    } finally {
      System.clearProperty("cucumber.execution.dry-run");
    }
  }

  @Test
  void whoeverRunsTheScenariosIsToldTheSame() {
    assertThat(select("").filter()).isEqualTo("not @slow");
    assertThat(select("@lab or @spark").filter()).isEqualTo("(@lab or @spark) and not @slow");
    assertThat(select("@spark and @slow").filter()).isEqualTo("@spark and @slow");
    assertThat(select("@slowly").filter()).as("another tag").isEqualTo("(@slowly) and not @slow");
  }

  @Test
  void whatIsNeededIsNoTagToChooseByAndCanAllTheSame() throws IOException {
    write("@needs(01-lab/it-runs)", "Then it sums");

    assertThat(FeatureCatalogue.read(folder).tags()).contains("@sum").doesNotContain("@needs");
    assertThat(plan("@sum").selected()).containsExactly("04-sum/it-sums");
    assertThat(plan("@needs\\(01-lab/it-runs\\)").selected()).containsExactly("04-sum/it-sums");
    assertThat(select("@needs\\(01-lab/it-runs\\) or @nobody").unknownTags())
        .containsExactly("@nobody");
    assertThatThrownBy(() -> plan("@needs")).hasMessageContaining("no scenario matches '@needs'");
  }

  private void write(String tag, String step) throws IOException {
    Files.writeString(
        folder.resolve("04-sum.feature"),
        Texts.of(
            """
            @section-4 @sum
            Feature: 4. Sums

              %s
              Scenario: It sums
                %s
            """,
            tag, step));
  }

  private RunPlan plan(String tags) {
    return select(tags).plan(NONE);
  }

  private Selection select(String tags) {
    return new Selection(FeatureCatalogue.read(folder), new Asked(tags, ""));
  }

  @Test
  void thePlanKnowsTheWholeGuideAndExamplesOfAnOutlineByTheirOwnLines() {
    var plan = plan("@spark");
    assertThat(plan.guide())
        .extracting(each -> each.id() + ":" + each.line())
        .containsExactly(
            "01-lab/it-runs:4",
            "01-lab/red-is-tried:15",
            "01-lab/blue-is-tried:16",
            "03-spark/it-computes:4",
            "03-spark/it-computes-for-an-hour:8");
    assertThat(plan.sections()).containsEntry("section-1", "1. The lab").hasSize(2);
    assertThat(select("@spark or @labb").unknownTags()).containsExactly("@labb");
  }

  /** Scenarios by their letters: runs, red, blue, computes, hour. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                               | runs red blue computes | hour
          @lab                 | runs red blue          |
          @spark               | computes               | hour
          @spark and not @slow | computes               |
          @slow                | hour                   |
          @spark or @slow      | computes hour          |
          """)
  void whatIsSlowIsLeftOutUnlessTheFilterNamesIt(
      @Nullable String tags, String selected, @Nullable String leftOut) {
    var plan = plan(tags == null ? "" : tags);
    assertThat(words(plan.selected())).isEqualTo(Set.of(selected.split(" ")));
    assertThat(words(plan.leftOut()))
        .isEqualTo(leftOut == null ? Set.of() : Set.of(leftOut.split(" ")));
  }

  private static Set<String> words(Set<String> ids) {
    return ids.stream()
        .map(id -> id.replaceFirst("-is-tried$", "").replaceFirst(".*[-/]", ""))
        .collect(Collectors.toSet());
  }

  @Test
  void whatNeedNotBeAttemptedIsChosenByTagsToo() {
    assertThat(select("").plan("@spark or @dashboard").allowed())
        .containsExactlyInAnyOrder("03-spark/it-computes", "03-spark/it-computes-for-an-hour");
    assertThat(select("").plan(NONE).allowed()).as("an empty expression allows none").isEmpty();
    assertThatThrownBy(() -> select("").plan("@spark or"))
        .isInstanceOf(RunRefusedException.class)
        .hasMessageContaining("training.allow-not-attempted '@spark or' cannot be read:");
  }

  @Test
  void aNameSelectsTooButOfSomethingSlowIsRefusedWithTheFilterThatWouldRunIt() {
    var guide = FeatureCatalogue.read(folder);
    assertThat(new Selection(guide, new Asked("", "blue")).plan(NONE).selected())
        .containsExactly("01-lab/blue-is-tried");
    var slow = new Selection(guide, new Asked("@spark", "for an hour"));
    assertThatThrownBy(() -> slow.plan(NONE))
        .isInstanceOf(RunRefusedException.class)
        .hasMessage(
            "everything that matches '@spark, name for an hour' is slow, and runs only if the tag"
                + " filter names @slow, as in '(@spark) and @slow'. Nothing was started.");
  }

  @Test
  void aNeedThatNamesNothingAndAScenarioWithoutStepsAreRefusedBeforeAnything() throws IOException {
    write("@needs(01-lab/it-walks)", "Then it sums");
    assertThatThrownBy(() -> plan("@spark"))
        .isInstanceOf(RunRefusedException.class)
        .hasMessageContaining("04-sum.feature: @needs(01-lab/it-walks) names nothing")
        .hasMessageEndingWith("Nothing was started.");
    // Cucumber would call it passed.
    write("@sum", "");
    assertThatThrownBy(() -> plan("@spark"))
        .isInstanceOf(RunRefusedException.class)
        .hasMessage(
            "04-sum.feature, line 5: the scenario 'It sums' has no steps. Nothing was started.");
  }
}

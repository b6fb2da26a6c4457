package kubetraining.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class NeedsTest {
  private final Map<String, Standing> standings = new HashMap<>();

  @Test
  void aSectionStandsForItsEssentialScenariosBonusApart() {
    var needs =
        Needs.of(
            List.of(
                scenario("01-lab/a", 1, "@essential"),
                scenario("01-lab/b", 1, "@erratum"),
                scenario("01-lab/c", 1, "@essential", "@bonus"),
                scenario("03-spark/d", 3, "@needs(section-1)")));

    assertThat(needs.of("03-spark/d")).containsExactly("01-lab/a");
    assertThat(needs.of("01-lab/a")).isEmpty();
  }

  @Test
  void aScenarioIsNamedByItsIdOrByItsEndIfOnlyOneHasIt() {
    var needs =
        Needs.of(
            List.of(
                scenario("01-lab/a", 1),
                scenario("02-see/a", 2),
                scenario("02-see/b", 2, "@needs(01-lab/a)"),
                scenario("03-spark/c", 3, "@needs(b)")));

    assertThat(needs.of("02-see/b")).containsExactly("01-lab/a");
    assertThat(needs.of("03-spark/c")).containsExactly("02-see/b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          @needs(section-9) | 03-spark.feature: @needs(section-9) names nothing in the guide, which has no essential scenario
          @needs(nobody)    | neither a scenario with the id 'nobody' nor one whose id ends in '/nobody'
          @needs(a)         | names several scenarios: 01-lab/a, 02-see/a; write the whole id
          @needs            | 03-spark.feature: the tag @needs cannot be read
          @needs()          | 03-spark.feature: the tag @needs() cannot be read
          @needs(a          | 03-spark.feature: the tag @needs(a cannot be read
          @needs:a          | 03-spark.feature: the tag @needs:a cannot be read
          @needs(a)(b)      | 03-spark.feature: the tag @needs(a)(b) cannot be read
          """)
  void whatNamesNothingOrTooMuchIsRefusedWithTheFile(String tag, String words) {
    var guide =
        List.of(scenario("01-lab/a", 1), scenario("02-see/a", 2), scenario("03-spark/c", 3, tag));
    assertThatThrownBy(() -> Needs.of(guide))
        .isInstanceOf(NeedsException.class)
        .hasMessageContaining(words);
  }

  @Test
  void aCircleIsRefusedAndToldInWords() {
    var guide =
        List.of(
            scenario("01-lab/a", 1, "@essential", "@needs(03-spark/c)"),
            scenario("02-see/b", 2, "@needs(section-1)"),
            scenario("03-spark/c", 3, "@needs(02-see/b)"));
    assertThatThrownBy(() -> Needs.of(guide))
        .isInstanceOf(NeedsException.class)
        .hasMessage(
            "01-lab.feature: these scenarios need each other in a circle: '01-lab/a' needs '03-spark/c',"
                + " which needs '02-see/b', which needs '01-lab/a'");
  }

  @Test
  void aSectionThatNeedsItselfIsACircle() {
    var guide = List.of(scenario("01-lab/a", 1, "@essential", "@needs(section-1)"));
    assertThatThrownBy(() -> Needs.of(guide)).hasMessageEndingWith("'01-lab/a' needs '01-lab/a'");
  }

  @Test
  void manyWaysThroughTheSameScenariosAreNoCircleAndTakeNoTime() {
    var guide = new ArrayList<PlannedScenario>();
    for (int section = 1; section <= 12; section++) {
      for (int i = 0; i < 10; i++) {
        String id = Texts.of("%02d-x/%d", section, i);
        String need = Texts.of("@needs(section-%d)", section - 1);
        guide.add(
            section == 1
                ? scenario(id, section, "@essential")
                : scenario(id, section, "@essential", need));
      }
    }

    assertThatCode(() -> Needs.of(guide)).doesNotThrowAnyException();
  }

  /** The whole table of how a needed scenario may stand. */
  @ParameterizedTest
  @EnumSource(Outcome.class)
  void aNeedIsInTheWayOnlyIfItHasEndedAndNotWell(Outcome outcome) {
    standings.put("01-lab/a", new Standing(outcome, false, ""));

    assertThat(two().blocker("03-spark/c", this::standing))
        .isEqualTo(
            switch (outcome) {
              case DONE, UNDER_WAY, NOT_REACHED -> Optional.empty();
              case WRONG, NOT_YET, TIMEOUT, LAB_FAULT, SUITE_FAULT, BLOCKED, NOT_ATTEMPTED ->
                  Optional.of("01-lab/a");
            });
  }

  @Test
  void whatNeedNotBeAttemptedAndWhatWasNotAskedForBlocksNobody() {
    assertThat(two().blocker("03-spark/c", this::standing)).as("not asked for").isEmpty();
    standings.put("01-lab/a", new Standing(Outcome.NOT_ATTEMPTED, true, ""));
    assertThat(two().blocker("03-spark/c", this::standing)).as("allowed").isEmpty();
  }

  @Test
  void theFirstCauseIsNamedAndNotTheChain() {
    standings.put("01-lab/a", new Standing(Outcome.BLOCKED, false, "01-lab/first"));

    assertThat(two().blocker("03-spark/c", this::standing)).contains("01-lab/first");
  }

  private static Needs two() {
    return Needs.of(List.of(scenario("01-lab/a", 1), scenario("03-spark/c", 3, "@needs(a)")));
  }

  private Optional<Standing> standing(String id) {
    return Optional.ofNullable(standings.get(id));
  }

  private static PlannedScenario scenario(String id, int section, String... tags) {
    String file = id.substring(0, id.indexOf('/')) + ".feature";
    return new PlannedScenario(id, id, "section-" + section, file, 1, List.of(tags));
  }
}

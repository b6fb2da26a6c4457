package kubetraining.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import kubetraining.course.Outcome;
import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ComparisonTest {
  private static final String ID = "03-spark/pi";
  private final List<PastRun> earlier = new ArrayList<>();

  @Test
  void whatWasDoneAndFailsHasTurnedAndSoHasItsReturn() {
    past("run-1", SampleReport.scenario(ID, Outcome.DONE));

    assertThat(now(SampleReport.scenario(ID, Outcome.WRONG)).turned())
        .containsExactly(new ProgressReport.Turned(ID, "pi", Outcome.DONE, Outcome.WRONG, "run-1"));

    past("run-2", SampleReport.scenario(ID, Outcome.WRONG));
    assertThat(now(SampleReport.scenario(ID, Outcome.DONE)).turned())
        .containsExactly(new ProgressReport.Turned(ID, "pi", Outcome.WRONG, Outcome.DONE, "run-2"));
    assertThat(now(SampleReport.scenario(ID, Outcome.WRONG)).turned()).isEmpty();
  }

  @Test
  void whatWasNotTriedInBetweenIsComparedWithWhenItWas() {
    past("run-1", SampleReport.scenario(ID, Outcome.DONE));
    past("run-2", SampleReport.blocked(ID, "01-lab/a"));
    past("run-3", SampleReport.scenario(ID, Outcome.NOT_ATTEMPTED));
    past("run-4", SampleReport.scenario(ID, Outcome.NOT_REACHED));

    assertThat(now(SampleReport.scenario(ID, Outcome.DONE)).turned()).isEmpty();
    assertThat(now(SampleReport.scenario(ID, Outcome.TIMEOUT)).turned())
        .extracting(ProgressReport.Turned::run)
        .containsExactly("run-1");
    assertThat(now(SampleReport.scenario(ID, Outcome.NOT_ATTEMPTED)).turned()).hasSize(1);
    for (var outcome : List.of(Outcome.BLOCKED, Outcome.UNDER_WAY, Outcome.NOT_REACHED)) {
      assertThat(now(SampleReport.scenario(ID, outcome)).turned()).as("%s", outcome).isEmpty();
    }
  }

  @Test
  void timesOfFailuresOfOtherSelectionsAndOfOtherLabsDoNotCount() {
    times("1", "1");
    past("failed", SampleReport.scenario(ID, Outcome.WRONG));
    earlier.add(PastRun.of(report(run("other", "@lab", "embedded"), SampleReport.done(ID, 1))));
    earlier.add(PastRun.of(report(run("other", "@spark", "aws"), SampleReport.done(ID, 1))));

    assertThat(now(SampleReport.done(ID, 100)).slower()).isEmpty();
    times("1");
    assertThat(now(SampleReport.done(ID, 100)).slower()).hasSize(1);
  }

  @Test
  void bringingUpTheLabIsNoTimeOfTheScenarioThatAskedForIt() {
    for (double start : List.of(30.0, 31.0, 2.0)) {
      earlier.add(PastRun.of(report(runWithStart(start), SampleReport.done(ID, start + 4))));
    }

    var now = report(runWithStart(200), SampleReport.done(ID, 204.5));
    assertThat(compare(now).slower()).isEmpty();
    assertThat(compare(report(runWithStart(2), SampleReport.done(ID, 204.5))).slower())
        .extracting(ProgressReport.Slower::seconds)
        .containsExactly(202.5);
  }

  @Test
  void newScenariosAndThoseThatAreGoneAreNamed() {
    past("run-1", SampleReport.scenario("01-lab/old", Outcome.DONE));

    var history = compare(report(run(), SampleReport.scenario(ID, Outcome.DONE)));

    assertThat(history.runs()).isEqualTo(1);
    assertThat(history.first()).containsExactly(ID);
    assertThat(history.gone()).containsExactly("01-lab/old");
    assertThat(now(SampleReport.scenario(ID, Outcome.NOT_ATTEMPTED)).first())
        .as("it was not tried this time either")
        .isEmpty();
  }

  private void past(String id, ProgressReport.Scenario scenario) {
    earlier.add(PastRun.of(report(run(id, "@spark", "embedded"), scenario)));
  }

  private ProgressReport.History now(ProgressReport.Scenario scenario) {
    return compare(report(run(), scenario));
  }

  private ProgressReport.History compare(ProgressReport now) {
    return Comparison.of(earlier, now.run(), now.scenarios(), Set.of(ID));
  }

  private static ProgressReport report(ProgressReport.Run run, ProgressReport.Scenario scenario) {
    return SampleReport.of(run, null, scenario);
  }

  private static ProgressReport.Run run() {
    return run("run-9", "@spark", "embedded");
  }

  private static ProgressReport.Run runWithStart(double seconds) {
    return SampleReport.with(
        run("run", "", "embedded"), "lab", SampleReport.lab("embedded", seconds));
  }

  private static ProgressReport.Run run(String id, String selection, String kind) {
    return SampleReport.with(
        SampleReport.run(id, null), "selection", selection, "lab", SampleReport.lab(kind, 0));
  }

  @ParameterizedTest(name = "{0}, then {1}")
  @CsvSource({
    "10 12 40,    18.1, 12",
    "10 12 40,    17.9, ",
    "1 1 1 1,     6.1,  1",
    "1 1 1 1,     6.0,  ",
    "10 20 30 40, 100,  25",
    "1 1,         100,  "
  })
  void aScenarioIsSlowerIfBothFactorAndSecondsOfThreeTimesOrMoreAreExceeded(
      String earlierSeconds, double seconds, @Nullable Double usual) {
    times(earlierSeconds.split(" "));
    assertThat(now(SampleReport.done(ID, seconds)).slower())
        .extracting(ProgressReport.Slower::usualSeconds)
        .isEqualTo(usual == null ? List.of() : List.of(usual));
  }

  @Test
  void aRunOnAnotherKindOfLabIsComparedOnlyIfThisOneHasNone() {
    earlier.add(PastRun.of(report(run("run-1", "", "aws"), SampleReport.done(ID, 1))));
    assertThat(now(SampleReport.scenario(ID, Outcome.WRONG))).isNull();
    var noLab = SampleReport.with(run(), "lab", null);
    assertThat(compare(report(noLab, SampleReport.scenario(ID, Outcome.LAB_FAULT))).turned())
        .extracting(ProgressReport.Turned::now)
        .containsExactly(Outcome.LAB_FAULT);
  }

  private void times(String... seconds) {
    for (String each : seconds) {
      var id = Texts.of("run-%d", earlier.size() + 1);
      past(id, SampleReport.done(ID, Double.parseDouble(each)));
    }
  }
}

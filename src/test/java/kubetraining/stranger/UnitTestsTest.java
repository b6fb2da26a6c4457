package kubetraining.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kubetraining.config.TrainingConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** The unit tests, started by Maven while settings for the guide lie about. */
final class UnitTestsTest {
  /** Those that begin runs and read settings, and one that looks at its surroundings. */
  private static final String TESTS =
      "-Dtest=UnitTestSurroundingsTest,LastLookTest,TrainingRunTest,OutcomesRunTest,KeptLabTest";

  @TempDir Path folder;
  private Stranger stranger;

  @BeforeEach
  void copy() {
    stranger = Stranger.inCopy(folder.resolve("checkout"));
  }

  @Test
  void noSettingReachesThem() throws IOException {
    Files.writeString(
        stranger.checkout().resolve("training.properties"),
        "lab.name=written\nlab.patience=20\ntraining.allow-not-attempted=@written\n");
    for (String variable : TrainingConfig.variables()) {
      stranger.with(variable, "of-the-environment");
    }
    stranger.with("CUCUMBER_FILTER_TAGS", "@spark").with("CUCUMBER_FILTER_NAME", "pi");

    String outcome =
        stranger
            .mvn(
                ("surefire:test -Dskip.unit.tests=false -Dcucumber.filter.tags=@spark"
                        + " -Dcucumber.filter.name=pi -Dcucumber.execution.dry-run=true -Dlab=aws"
                        + " -Dlab.name=typed -Dlab.patience=20 -Dartifacts.source=registries"
                        + " -Dartifacts.cache=typed -Dtraining.allow-not-attempted=@typed"
                        + " -Dtraining.signing-key=typed "
                        + TESTS)
                    .split(" "))
            .succeeds();
    assertThat(outcome).contains("UnitTestSurroundingsTest", "LastLookTest");
  }

  @Test
  void whoeverAsksForLessonsWaitsNeitherForThemNorForTheFormatter() {
    for (String filter : List.of("-Dcucumber.filter.tags=@spark", "-Dcucumber.filter.name=pi")) {
      assertNoWaiting(stranger.mvn("process-sources", "surefire:test", TESTS, filter));
    }
    for (String variable : List.of("CUCUMBER_FILTER_TAGS", "CUCUMBER_FILTER_NAME")) {
      assertNoWaiting(
          stranger.with(variable, "@spark").mvn("process-sources", "surefire:test", TESTS));
      stranger.without(variable);
    }
  }

  private static void assertNoWaiting(Stranger.Outcome outcome) {
    assertThat(outcome.succeeds()).contains("Tests are skipped.").doesNotContain("spotless");
  }

  // It is looked at whether it is there; to run takes it half a minute.
  @Test
  @EnabledForJreRange(max = JRE.JAVA_24)
  void aPlainBuildFormatsOrChecks() {
    for (String ci : List.of("false", "true")) {
      String outcome =
          stranger
              .with("CI", ci)
              .mvn("process-sources", "-Dspotless.apply.skip", "-Dspotless.check.skip")
              .succeeds();
      assertThat(outcome).contains(ci.equals("true") ? ":check (format)" : ":apply (format)");
    }
  }

  @Test
  void aPlainBuildRunsThemAlsoWithAnEmptyFilter() {
    String outcome =
        stranger
            .with("CUCUMBER_FILTER_TAGS", "")
            .mvn("surefire:test", "-Dtest=UnitTestSurroundingsTest", "-Dcucumber.filter.tags=")
            .succeeds();
    assertThat(outcome).contains("Tests run: 1");
  }

  @Test
  void settingsAreReadWhereThePomIs() throws IOException {
    Files.writeString(stranger.checkout().resolve("training.properties"), "lab.naem=x\n");
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("training.properties"), "lab.hours=never\n");

    var outcome =
        stranger
            .in(elsewhere)
            .mvn("-f", stranger.checkout().resolve("pom.xml").toString(), "exec:java@preflight");

    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.output()).contains("lab.naem").doesNotContain("lab.hours=never");
  }
}

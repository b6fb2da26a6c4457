package kubetraining.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kubetraining.certificate.Verifier;
import kubetraining.config.ConfigException;
import kubetraining.config.TrainingConfig;
import kubetraining.guide.Asked;
import kubetraining.guide.RunRefusedException;
import kubetraining.host.Sha256;
import kubetraining.judge.BlockedException;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Leftover;
import kubetraining.wait.LabFaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainingRunTest {
  @TempDir Path folder;
  private final List<String> calls = new ArrayList<>();
  private List<Leftover> leftovers = List.of();

  @Test
  void aWrongSettingIsRefusedBeforeAnything() {
    var run =
        run(
            (progress, waits) -> {
              throw new ConfigException("lab kind 'azure' is unknown; use -Dlab=embedded");
            });

    assertThatThrownBy(run::prepare)
        .isInstanceOf(RunRefusedException.class)
        .hasMessageContaining("lab kind 'azure' is unknown");
    assertThat(folder.resolve("reports")).doesNotExist();
  }

  @Test
  void preparingBringsNothingUpButBeginsTheReport() {
    plain().prepare();

    assertThat(calls).isEmpty();
    assertThat(folder.resolve("reports/progress.json")).exists();
  }

  @Test
  void theLabIsForTheScenariosThatWereSelectedAndNoOthers() throws IOException {
    Path features = PlainRun.guide(folder);
    Files.writeString(
        features.resolve("02-more.feature"),
        """
        @section-2 @more
        Feature: 2. More

          @essential
          Scenario: It runs, too
            Then it runs
        """);
    var labs = new LabsWithoutLab(calls, leftovers);
    var asked = new Asked("@more", "");
    PlainRun.of(labs, features, folder.resolve("reports"), asked, System.out).prepare();

    assertThat(labs.wanted().tags().orElseThrow())
        .containsOnly("@section-2", "@more", "@essential");
  }

  @Test
  void aSecondRunAtTheSameTimeIsRefusedAndLeavesTheReportOfTheFirstAlone() throws IOException {
    var first = plain();
    first.prepare();
    var report = Files.readString(folder.resolve("reports/progress.json"));

    assertThatThrownBy(plain()::prepare)
        .isInstanceOf(RunRefusedException.class)
        .hasMessageContaining("another run is writing its report to " + folder.resolve("reports"))
        .hasMessageEndingWith("Nothing was started.");
    assertThat(folder.resolve("reports/progress.json")).hasContent(report);
    assertThat(first.labIfUp()).isEmpty();
  }

  @Test
  void aRunThatReportsElsewhereLeavesTheReportAndTheCertificateOfTheLastOneAlone()
      throws IOException {
    finish(run((progress, waits) -> labs(Map.of())));
    var before = whatIsIn("reports");
    finish(run((progress, waits) -> labs(Map.of())).reportingTo(folder.resolve("reports/restart")));

    var after = whatIsIn("reports");
    assertThat(after).containsAllEntriesOf(before).containsKey("restart/certificate.zip");
    assertThat(after.keySet())
        .filteredOn(name -> !before.containsKey(name))
        .allMatch(name -> name.startsWith("restart/"));
  }

  @Test
  void aLabThatCannotBeHadFailsOnceAndIsNotTriedAgain() {
    var run = plain();

    assertThatThrownBy(run::lab)
        .isInstanceOf(LabFaultException.class)
        .hasCauseInstanceOf(LabUnavailableException.class)
        .hasMessageContaining("no engine answers");
    assertThatThrownBy(run::lab).isInstanceOf(BlockedException.class);
    assertThat(calls).containsExactly("open");
  }

  @Test
  void aKeptLabThatCannotBeGoneOnWithIsNotGivenBack() {
    var run =
        run(
            (progress, waits) ->
                new LabsWithoutLab(calls, leftovers) {
                  @Override
                  public boolean resumed() {
                    return true;
                  }

                  @Override
                  public boolean kept() {
                    return true;
                  }
                });
    assertThatThrownBy(run::lab).isInstanceOf(LabFaultException.class);

    catchThrowable(run::finish);

    assertThat(calls).containsExactly("open", "keep", "close");
  }

  @Test
  void whatTheLabLeavesBehindFailsTheRun() {
    leftovers = List.of(new Leftover("volume", "vol-1", "training"));
    var run = plain();
    assertThatThrownBy(run::lab).isInstanceOf(LabFaultException.class);

    assertThatThrownBy(run::finish)
        .hasMessageContaining("the lab left behind volume vol-1 of lab 'training'")
        .hasMessageContaining("./training sweep");
    assertThat(calls).containsExactly("open", "release", "leftovers", "close");
    assertThat(folder.resolve("reports/progress.md"))
        .content(StandardCharsets.UTF_8)
        .contains("vol-1");
  }

  @Test
  void aRunThatEndedIsCertifiedForWhatItCameToAndNotBefore() {
    var first = run((progress, waits) -> labs(Map.of()));
    first.prepare();
    assertThatThrownBy(first::finish).isInstanceOf(RunFailedException.class);
    assertThat(folder.resolve("reports/certificate.zip")).as("before the end").doesNotExist();
    first.recorder().end();
    first.seal();

    var seen = Verifier.plain().verify(folder.resolve("reports/certificate.zip"));
    assertThat(seen.findings()).isEmpty();
    assertThat(seen.verdict()).contains("INCOMPLETE");
    assertThat(seen.inWords("it")).contains("1 were asked for: 1 not reached");
  }

  @Test
  void aKeyThatCannotSignIsRefusedBeforeAnything() {
    var wrong = Map.of("training.signing-key", folder.resolve("no-key.pem").toString());

    assertThatThrownBy(run((progress, waits) -> labs(wrong))::prepare)
        .isInstanceOf(RunRefusedException.class)
        .hasMessageContaining("setting training.signing-key: no signing key in");
    assertThat(folder.resolve("reports")).doesNotExist();
  }

  private static void finish(TrainingRun run) {
    run.prepare();
    assertThatThrownBy(run::finish).isInstanceOf(RunFailedException.class);
    run.recorder().end();
    run.seal();
  }

  private Map<String, String> whatIsIn(String name) throws IOException {
    Path root = folder.resolve(name);
    var seen = new TreeMap<String, String>();
    try (var all = Files.walk(root)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        seen.put(root.relativize(each).toString(), Sha256.of(Files.readAllBytes(each)));
      }
    }
    return seen;
  }

  // The key of whoever runs the tests is not theirs to make.
  private Labs labs(Map<String, String> settings) {
    return new LabsWithoutLab(calls, List.of(), TrainingConfig.of(settings, folder));
  }

  private TrainingRun plain() {
    return run((progress, waits) -> new LabsWithoutLab(calls, leftovers));
  }

  private TrainingRun run(RunOpening.Loader loader) {
    return PlainRun.of(folder, "reports", loader);
  }
}

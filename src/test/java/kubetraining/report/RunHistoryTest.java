package kubetraining.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import kubetraining.course.Outcome;
import kubetraining.course.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunHistoryTest {
  private static final ProgressReport.Scenario DONE = SampleReport.done("03-spark/pi", 10);
  @TempDir Path folder;

  @Test
  void whatARunKeepsALaterRunReadsAgain() {
    var report = SampleReport.ofEveryOutcome();
    keep(report);

    assertThat(earlier()).containsExactly(PastRun.of(report));
    assertThat(earlier().get(0).scenarios()).hasSize(9).doesNotContainKey("01-lab/under_way");
    assertThat(earlier().get(0).images()).containsExactly("apache/spark:4.1.1");
    assertThat(earlier().get(0).verdicts()).containsEntry("section-3", Verdict.CERTIFIED);
  }

  @Test
  void aRunThatGoesOnReplacesItsOwnLine() throws IOException {
    var history = history();
    history.keep(open("run-1", DONE));
    history.keep(open("run-1", DONE, SampleReport.scenario("01-lab/a", Outcome.WRONG)));

    assertThat(lines()).hasSize(1);
    assertThat(earlier().get(0).scenarios()).hasSize(2);
    assertThat(earlier().get(0).endedAt()).as("it was cut off").isNull();
  }

  @Test
  void damagedLinesAreLeftOutAndTheOthersRead() throws IOException {
    keep(open("run-1", DONE));
    String good = lines().get(0);
    var file = folder.resolve(RunHistory.FILE);
    for (String bad :
        List.of(
            good.substring(0, good.length() / 2),
            "null",
            "[]",
            "3",
            "{}",
            "\u0000\u0000",
            good.replace("history/1", "history/7"),
            good.replace("\"DONE\"", "\"PERFECT\""),
            good.replace("\"DONE\"", "null"),
            good.replaceFirst("\"startedAt\":\"[^\"]*\"", "\"startedAt\":\"noon\""),
            "[".repeat(50_000))) {
      Files.writeString(file, "\n" + bad, StandardOpenOption.APPEND);
    }
    Files.write(file, new byte[] {'\n', (byte) 0xC3, (byte) 0x28, '\n'}, StandardOpenOption.APPEND);
    Files.writeString(file, good.replace("run-1", "run-2"), StandardOpenOption.APPEND);

    assertThat(earlier()).extracting(PastRun::id).containsExactly("run-1", "run-2");
    keep(open("run-3", DONE));
    assertThat(lines()).as("what is damaged is not carried along").hasSize(3);
    Files.writeString(file, good.replaceFirst("\\{", "{\"colour\":\"red\","));
    assertThat(earlier()).as("more than is known").hasSize(1);
  }

  @Test
  void aHistoryThatCannotBeReadOrWrittenDoesNotEndTheRun() throws IOException {
    Files.createDirectories(folder.resolve(RunHistory.FILE).resolve("in the way"));

    var history = history();

    assertThat(history.earlier()).isEmpty();
    assertThatCode(() -> history.keep(open("run-1", DONE))).doesNotThrowAnyException();
  }

  private static ProgressReport open(String id, ProgressReport.Scenario... scenarios) {
    return SampleReport.of(SampleReport.run(id, null), null, scenarios);
  }

  private void keep(ProgressReport report) {
    history().keep(report);
  }

  private List<PastRun> earlier() {
    return history().earlier();
  }

  private RunHistory history() {
    return RunHistory.in(new ReportFiles(folder));
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(folder.resolve(RunHistory.FILE));
  }

  @Test
  void onlyTheLastRunsAreKeptButNoneThatCameToNothingAlsoIfTheNextStartsAnew() throws IOException {
    for (int i = 1; i <= RunHistory.RUNS_KEPT + 3; i++) {
      keep(open("run-" + i, DONE));
    }
    keep(open("nothing", SampleReport.scenario("01-lab/a", Outcome.NOT_REACHED)));
    keep(open("nothing", SampleReport.scenario("01-lab/a", Outcome.UNDER_WAY)));
    Files.writeString(folder.resolve("junit.xml"), "<old/>");
    new ReportFiles(folder).startAnew();
    assertThat(folder.resolve("junit.xml")).doesNotExist();
    assertThat(lines()).hasSize(RunHistory.RUNS_KEPT);
    assertThat(earlier().get(0).id()).isEqualTo("run-4");
  }
}

package kubetraining.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import kubetraining.course.Outcome;
import org.junit.jupiter.api.Test;

/** Which reports are handed on beside a run, and which need not be. */
final class NewestReportTest {
  private final Queue<Runnable> beside = new ArrayDeque<>();
  private final List<ProgressReport> read = new ArrayList<>();
  private final NewestReport newest = new NewestReport(List.of(read::add), beside::add);

  @Test
  void whoeverReportsDoesNotWaitForReaders() {
    newest.accept(open("a"));

    assertThat(read).isEmpty();
    runOne();
    assertThat(read).containsExactly(open("a"));
  }

  @Test
  void aReportThatIsOutOfDateIsLeftOut() {
    newest.accept(open("a"));
    newest.accept(open("b"));
    newest.accept(open("c"));

    assertThat(beside).as("turns").hasSize(1);
    runOne();
    newest.accept(open("d"));
    runOne();
    assertThat(read).containsExactly(open("c"), open("d"));
  }

  @Test
  void theReportOfARunThatHasEndedIsHandedOnAtOnce() {
    newest.accept(open("a"));
    newest.accept(ended("b"));

    assertThat(read).containsExactly(ended("b"));
    runOne();
    assertThat(read).as("what had waited came too late").containsExactly(ended("b"));
  }

  @Test
  void nothingOpenFollowsTheEnd() {
    newest.accept(ended("a"));
    newest.accept(open("b"));
    runOne();
    newest.accept(ended("c"));

    assertThat(read).containsExactly(ended("a"), ended("c"));
  }

  @Test
  void aReaderThatFailsIsToldTheNextReportAllTheSame() {
    var failing =
        new NewestReport(
            List.of(
                report -> {
                  read.add(report);
                  throw new IllegalStateException("the disk is full");
                }),
            beside::add);
    failing.accept(open("a"));
    runOne();
    failing.accept(open("b"));
    runOne();

    assertThat(read).containsExactly(open("a"), open("b"));
    assertThatThrownBy(() -> failing.accept(ended("c"))).hasMessage("the disk is full");
  }

  private void runOne() {
    Objects.requireNonNull(beside.poll(), "a turn").run();
  }

  private static ProgressReport open(String why) {
    return SampleReport.complaining(SampleReport.open(scenario()), why);
  }

  private static ProgressReport ended(String why) {
    return SampleReport.complaining(SampleReport.ended(scenario()), why);
  }

  private static ProgressReport.Scenario scenario() {
    return SampleReport.bare(Outcome.DONE, false, "");
  }
}

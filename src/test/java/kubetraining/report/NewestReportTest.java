package kubetraining.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kubetraining.progress.Phases;
import org.junit.jupiter.api.Test;

/** Which reports are handed on beside a run, and which need not be. */
final class NewestReportTest {
  private final Queue<Runnable> beside = new ArrayDeque<>();
  private final List<ProgressReport> read = new CopyOnWriteArrayList<>();
  private final NewestReport newest = new NewestReport(List.of(read::add), beside::add);

  @Test
  void whoeverCatchesUpWaitsForTheReportThatIsBeingRead() {
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var slow =
        new NewestReport(
            List.of(
                report -> {
                  begun.countDown();
                  awaited(goOn);
                  read.add(report);
                }),
            NewestReport.thread());
    slow.accept(open("a"));
    awaited(begun);
    var caughtUp = CompletableFuture.runAsync(slow::catchUp, task -> new Thread(task).start());

    assertThat(caughtUp).isNotCompleted();
    goOn.countDown();
    caughtUp.join();
    assertThat(read).containsExactly(open("a"));
  }

  private static void awaited(CountDownLatch latch) {
    assertThat(Phases.call("wait", () -> latch.await(20, TimeUnit.SECONDS))).isTrue();
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
    return SampleReport.complaining(SampleReport.open(), why);
  }

  private static ProgressReport ended(String why) {
    return SampleReport.complaining(SampleReport.ended(), why);
  }

  @Test
  void whoeverReportsDoesNotWaitForReadersAndWhatIsOutOfDateIsLeftOut() {
    newest.accept(open("a"));
    newest.accept(open("b"));
    newest.accept(open("c"));
    assertThat(read).isEmpty();
    assertThat(beside).as("turns").hasSize(1);
    runOne();
    newest.accept(open("d"));
    newest.catchUp();
    assertThat(read).containsExactly(open("c"), open("d"));
    runOne();
    newest.catchUp();
    assertThat(read).as("and only once").containsExactly(open("c"), open("d"));
  }

  @Test
  void theReportOfARunThatHasEndedIsHandedOnAtOnceAndNothingOpenFollows() {
    newest.accept(open("a"));
    newest.accept(ended("b"));
    assertThat(read).containsExactly(ended("b"));
    runOne();
    newest.accept(open("c"));
    runOne();
    newest.accept(ended("d"));
    assertThat(read).as("what was open came too late").containsExactly(ended("b"), ended("d"));
  }
}

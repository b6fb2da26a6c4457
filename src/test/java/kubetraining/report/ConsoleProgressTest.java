package kubetraining.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import kubetraining.course.Outcome;
import org.junit.jupiter.api.Test;

final class ConsoleProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void plainOutputHasNoEscapes() {
    var console = console(false);
    var scenarios = new ScenarioConsole(console, Path.of("reports"), Path.of("reports/log"));
    scenarios.started(new RunRecorder.Place(3, 12, "3. Spark"), "Executors compute pi");
    console.awaiting("2 executors");
    pass(16);
    console.tick();
    var failure = new ProgressReport.Failure("Then pi", "3.14", "2\nand no more", "Count again.");
    var wait = new ProgressReport.Wait("the driver", false, 10, 9.5, 3, true, "none", "one", true);
    var ended = SampleReport.scenario("03-spark/pi", Outcome.WRONG);
    ended = SampleReport.with(ended, "name", "Executors compute pi", "seconds", 16.2);
    scenarios.ended(SampleReport.with(ended, "failure", failure, "waits", List.of(wait)));

    assertThat(shown())
        .doesNotContain("\033")
        .isEqualTo(
            """

            3. Spark
            00:16 [3/12] Executors compute pi, 16.0 s; waiting for 2 executors
            [3/12] Executors compute pi ... WRONG 16.2 s
                  Then pi
                  expected: 3.14
                  seen:     2
                            and no more
                  next:     Count again.
                  at risk: 'the driver' took 9.5 of 10.0 s
            """);
  }

  @Test
  void theLastLineSaysWhereTheReportIsAndWhereTheDetailsAre() {
    var reports = Path.of("reports/restart");
    new ScenarioConsole(console(false), reports, Path.of("reports/log"))
        .summary(SampleReport.ofEveryOutcome());

    assertThat(shown())
        .endsWith(
            "Report: reports/restart/progress.md (data: progress.json),"
                + " details: reports/log/training.log\n");
  }

  @Test
  void whileAScreenIsShownLinesAreKeptAndItIsToldWhatGoesOn() {
    var console = console(true);
    var told = new ArrayList<String>();
    console.subject("a scenario");
    console.hold(() -> Optional.of(new ConsoleProgress.Screen(told::add, () -> List.of("bye"))));
    String before = shown();
    console.shown("on the screen");
    console.note("a result");
    console.awaiting("a pod");
    pass(2);
    console.tick();
    console.<String>phase(
        "bringing up a lab",
        () -> {
          console.tick();
          return pass(1);
        });
    assertThat(shown()).isEqualTo(before);
    assertThat(told).containsExactly("waiting for a pod", "bringing up a lab; waiting for a pod");

    console.close();
    assertThat(shown().substring(before.length()))
        .isEqualTo("00:00 a result\n00:03 bringing up a lab: 1.0 s\nbye\n");
  }

  @Test
  void withoutAScreenThereAreLines() {
    var console = console(false);
    console.hold(Optional::empty);
    console.shown("a line");
    assertThat(shown()).isEqualTo("00:00 a line\n");
  }

  private ConsoleProgress console(boolean live) {
    return new ConsoleProgress(out, live, nanos::get);
  }

  private String pass(double seconds) {
    nanos.addAndGet((long) (seconds * TimeUnit.SECONDS.toNanos(1)));
    return "done";
  }

  private String shown() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aPhaseIsTwoPlainLinesAlsoIfItFailsAndIsKeptForTheReport() {
    var console = console(false);
    pass(2);
    assertThat(console.phase("init", () -> console.phase("API server", () -> pass(5.6))))
        .isEqualTo("done");
    assertThatThrownBy(
            () ->
                console.phase(
                    "join",
                    () -> {
                      throw new IllegalStateException("node3 does not answer");
                    }))
        .hasMessage("node3 does not answer");
    assertThat(shown())
        .contains("00:02 API server ...\n", "00:07 API server: 5.6 s\n00:07 init: 5.6 s\n")
        .endsWith("00:07 join: FAILED after 0.0 s\n");
    assertThat(console.phases())
        .containsExactly(
            new ProgressReport.Phase("API server", 2, 5.6, true),
            new ProgressReport.Phase("init", 2, 5.6, true),
            new ProgressReport.Phase("join", 7.6, 0, false));
  }

  @Test
  void aLongSilenceIsBrokenByOneLineThatSaysWhatIsAwaitedAndHowLongOnceThatIsKnown() {
    var console = console(false);
    pass(100);
    console.tick();
    assertThat(shown()).as("while nothing goes on").isEmpty();
    console.toGo(
        () ->
            nanos.get() < TimeUnit.SECONDS.toNanos(120)
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(1300).minusNanos(9 * nanos.get())));
    console.phase(
        "nodes Ready",
        () -> {
          console.awaiting("node3 to be Ready");
          for (int second = 0; second < 46; second++) {
            pass(1);
            console.tick();
          }
          return null;
        });
    assertThat(shown().lines())
        .containsExactly(
            "01:40 nodes Ready ...",
            "01:55 nodes Ready, 15.0 s; waiting for node3 to be Ready",
            "02:10 about 2 min to go: nodes Ready, 30.0 s; waiting for node3 to be Ready",
            "02:25 less than a minute to go: nodes Ready, 45.0 s; waiting for node3 to be Ready",
            "02:26 nodes Ready: 46.0 s");
  }

  @Test
  void onATerminalTheLastLineIsRewrittenInPlace() {
    var console = console(true);
    console.phase(
        "join",
        () -> {
          pass(2);
          console.tick();
          return null;
        });
    assertThat(shown())
        .contains("\r\033[K00:02 join, 2.0 s")
        .endsWith("\r\033[K00:02 join: 2.0 s\n");
    assertThat(shown().split("\n")).as("whole lines").hasSize(1);
  }
}

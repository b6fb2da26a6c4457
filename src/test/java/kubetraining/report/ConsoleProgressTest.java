package kubetraining.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
  void withoutATerminalAPhaseIsTwoPlainLines() {
    var console = console(false);

    String result =
        console.phase(
            "kubeadm init",
            () -> {
              pass(6.6);
              return "done";
            });

    assertThat(result).isEqualTo("done");
    assertThat(shown()).isEqualTo("00:00 kubeadm init ...\n00:06 kubeadm init: 6.6 s\n");
  }

  @Test
  void aPhaseThatFailsSaysSoAndLetsTheFailureThrough() {
    assertThatThrownBy(
            () ->
                console(false)
                    .phase(
                        "join",
                        () -> {
                          pass(1);
                          throw new IllegalStateException("node3 does not answer");
                        }))
        .hasMessage("node3 does not answer");
    assertThat(shown()).endsWith("00:01 join: FAILED after 1.0 s\n");
  }

  @Test
  void phasesAreKeptForTheReportInTheOrderInWhichTheyEnd() {
    var console = console(false);
    pass(2);
    console.phase("init", () -> console.phase("API server", () -> pass(5)));
    assertThatThrownBy(
            () ->
                console.phase(
                    "join",
                    () -> {
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");

    assertThat(console.phases())
        .containsExactly(
            new ProgressReport.Phase("API server", 2, 5, true),
            new ProgressReport.Phase("init", 2, 5, true),
            new ProgressReport.Phase("join", 7, 0, false));
  }

  @Test
  void aLongSilenceIsBrokenByOneLineThatSaysWhatIsAwaited() {
    var console = console(false);
    console.phase(
        "nodes Ready",
        () -> {
          console.awaiting("node3 to be Ready");
          for (int second = 0; second < 31; second++) {
            pass(1);
            console.tick();
          }
          return null;
        });

    assertThat(shown().lines().filter(line -> line.contains("waiting for node3 to be Ready")))
        .containsExactly(
            "00:15 nodes Ready, 15.0 s; waiting for node3 to be Ready",
            "00:30 nodes Ready, 30.0 s; waiting for node3 to be Ready");
  }

  @Test
  void howLongItHasStillToGoIsSaidOnceThatIsKnown() {
    var console = console(false);
    console.toGo(
        () ->
            nanos.get() < TimeUnit.SECONDS.toNanos(20)
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(400).minusNanos(9 * nanos.get())));
    console.phase(
        "artifact kubernetes v1.36.3",
        () -> {
          for (int second = 0; second < 46; second++) {
            pass(1);
            console.tick();
          }
          return null;
        });
    console.toGo(Optional::empty);

    assertThat(shown().lines())
        .containsExactly(
            "00:00 artifact kubernetes v1.36.3 ...",
            "00:15 artifact kubernetes v1.36.3, 15.0 s",
            "00:30 about 2 min to go: artifact kubernetes v1.36.3, 30.0 s",
            "00:45 less than a minute to go: artifact kubernetes v1.36.3, 45.0 s",
            "00:46 artifact kubernetes v1.36.3: 46.0 s");
  }

  @Test
  void nothingIsSaidWhileNothingGoesOn() {
    var console = console(false);
    pass(100);
    console.tick();

    assertThat(shown()).isEmpty();
  }

  @Test
  void plainOutputHasNoEscapes() {
    var console = console(false);
    var scenarios = new ScenarioConsole(console, Path.of("reports"));
    scenarios.started(new RunRecorder.Place(3, 12, "3. Spark"), "Executors compute pi");
    console.awaiting("2 executors");
    pass(16);
    console.tick();
    scenarios.ended(
        new ProgressReport.Scenario(
            "03-spark/pi",
            "Executors compute pi",
            "section-3",
            List.of(),
            Outcome.WRONG,
            null,
            16.2,
            "Then pi\nexpected 3.14, saw 2",
            "",
            new ProgressReport.Failure("Then pi", "3.14", "2\nand no more", "Count again."),
            false,
            List.of(),
            List.of(
                new ProgressReport.Wait(
                    "the driver", false, 10, 9.5, 3, true, "none", "one", true)),
            List.of(),
            Map.of()));

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
  void onATerminalTheLastLineIsRewrittenInPlace() {
    var console = console(true);
    console.phase(
        "join",
        () -> {
          console.awaiting("node3");
          pass(2);
          console.tick();
          return null;
        });

    assertThat(shown())
        .contains("\r\033[K00:02 join, 2.0 s; waiting for node3")
        .endsWith("\r\033[K00:02 join: 2.0 s\n");
    assertThat(shown().split("\n")).as("whole lines").hasSize(1);
  }

  private ConsoleProgress console(boolean live) {
    return new ConsoleProgress(out, live, nanos::get);
  }

  private void pass(double seconds) {
    nanos.addAndGet((long) (seconds * TimeUnit.SECONDS.toNanos(1)));
  }

  private String shown() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}

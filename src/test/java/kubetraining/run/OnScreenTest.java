package kubetraining.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import kubetraining.course.PlannedScenario;
import kubetraining.host.Programs;
import kubetraining.host.Sha256;
import kubetraining.host.Texts;
import kubetraining.observe.Now;
import kubetraining.observe.Tick;
import kubetraining.observe.Ticks;
import kubetraining.report.ConsoleProgress;
import kubetraining.report.SampleReport;
import kubetraining.screen.FullScreen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OnScreenTest {
  private static final String STEP = "Then a pod runs";
  private static final PlannedScenario SCENARIO =
      SampleReport.planned("03-spark/a", "A pod runs", "Look.", STEP, STEP);
  private static final String ENTERED = "\033[?1049h";
  private static final String LEFT = "\033[?1049l";

  @TempDir Path lab;

  @Test
  void theScreenOfBeforeComesBackWithWhatWasSaidMeanwhile() throws Exception {
    String shown = run("stty rows 20 cols 70; ", "; stty -a");

    assertThat(shown.substring(0, shown.indexOf(ENTERED))).contains("the run begins");
    String screen = shown.substring(shown.indexOf(ENTERED), shown.indexOf(LEFT));
    assertThat(screen)
        .contains("A pod runs", "[ ] Then a pod runs", "kubectl get pods", "[x] Then a pod runs")
        .doesNotContain("a result", "a complaint");
    assertThat(shown.substring(shown.indexOf(LEFT)))
        .contains("a complaint", "a result", "Steps earned in this sitting: 1")
        .contains("[ ] A pod runs: 1 of 2 steps")
        .contains("susp = ^Z", " icanon", " echo ")
        .doesNotContain("said twice");
    assertThat(shown.substring(shown.indexOf(ENTERED))).contains("\033[?25h");
  }

  @Test
  void aSmallTerminalGetsLines() throws Exception {
    assertThat(run("stty rows 10 cols 70; ", ""))
        .contains("the run begins", "said twice", "a result")
        .doesNotContain(ENTERED);
  }

  private String run(String before, String after) throws IOException, InterruptedException {
    assumeTrue(Programs.has("script"));
    String java =
        Texts.of(
            "'%s/bin/java' -D%s=true -XX:TieredStopAtLevel=1 -cp '%s' %s '%s'",
            System.getProperty("java.home"),
            FullScreen.ASKED,
            System.getProperty("java.class.path"),
            OnScreenTest.class.getName(),
            lab);
    var program = Programs.builder("script", "-qec", before + java + after, "/dev/null");
    program.environment().put("TERM", "xterm");
    var started = program.redirectErrorStream(true).start();
    String shown = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(started.waitFor()).as(shown).isZero();
    return shown;
  }

  /** A run on a terminal, which is stopped before its end. */
  public static void main(String[] args) {
    Path lab = Path.of(args[0]);
    var console = ConsoleProgress.on(System.out);
    console.note("the run begins");
    var screen = new OnScreen(lab, "", List.of(SCENARIO), console);
    var now = SampleReport.with(Now.at(SCENARIO.id(), 0, Now.State.TYPE), "machine", "node1");
    screen.show(SampleReport.with(now, "commands", List.of("kubectl get pods")));
    String digest = Sha256.of(SCENARIO.text().steps().get(0).toString());
    var then = Instant.now();
    Ticks.of(lab).earn(new Tick(SCENARIO.id(), 0, digest, then, then, List.of(), false));
    screen.show(Now.at(SCENARIO.id(), 0, Now.State.EARNED));
    console.shown("said twice");
    console.note("a result");
    System.err.println("a complaint");
    System.exit(0);
  }
}

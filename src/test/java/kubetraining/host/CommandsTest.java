package kubetraining.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandsTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path folder;

  /** Runs a program. */
  static final class Runner {
    private Runner() {}

    public static void main(String[] arguments) throws InterruptedException {
      Path folder = Path.of(arguments[0]);
      // The one whose number is written is started by the program, not by us.
      List<String> line = List.of("/bin/sh", "-c", "sleep 60 & echo $! > child; wait");
      new Commands("killed", folder.resolve("log")).run(line, folder, Map.of(), LONG);
    }
  }

  @Test
  void aFailureTellsCommandFolderExitCodeAndLastLines() {
    assertThatThrownBy(() -> run("for i in $(seq 40); do echo line $i; done; exit 7", LONG))
        .isInstanceOf(Commands.Failure.class)
        .hasMessageContainingAll("artifact tool v1: '/bin/sh -c", "in " + folder, "exited 7 after")
        .hasMessageContainingAll("line 26\n", "line 40")
        .hasMessageNotContaining("line 25\n");
    assertThatThrownBy(() -> run(List.of("/no/such/program"), LONG))
        .isInstanceOf(Commands.Failure.class)
        .hasMessageContaining("/no/such/program");
  }

  @Test
  void aProgramThatTakesTooLongIsEndedWithAllItStarted() throws Exception {
    assertThatThrownBy(() -> run("sleep 60 & echo $! > child; wait", Duration.ofMillis(300)))
        .hasMessageContaining("took longer than PT0.3S");

    assertThat(alive(childPid())).isFalse();
  }

  @Test
  void anInterruptEndsTheProgram() throws Exception {
    var task =
        new FutureTask<>(() -> catchThrowable(() -> run("echo $$ > child; sleep 60 & wait", LONG)));
    Thread thread = new Thread(task);
    thread.start();
    while (!started()) {
      Thread.onSpinWait();
    }

    thread.interrupt();

    assertThat(task.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    assertThat(alive(childPid())).isFalse();
  }

  /** At once, without a farewell; and with all of its group, as a terminal that closes does it. */
  @ParameterizedTest
  @ValueSource(strings = {"kill -s KILL %s", "kill -s TERM -- -%s", "kill -s HUP -- -%s"})
  void aKilledProcessTakesItsProgramsWithIt(String kill) throws Exception {
    var runner = AnotherJava.of(Runner.class, folder.toString()).inheritIO();
    runner.command().add(0, "setsid");
    Process killed = runner.start();
    try {
      while (!started()) {
        assertThat(killed.isAlive()).as("the process that runs the program").isTrue();
        Thread.onSpinWait();
      }
      assertThat(ask(Texts.of(kill, killed.pid()))).isPresent();
      killed.waitFor();
    } finally {
      killed.destroyForcibly().waitFor();
    }

    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (alive(childPid()) && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(alive(childPid())).isFalse();
  }

  @Test
  void whatTheUserSetMayNotChangeWhatComesOut() {
    var environment =
        new TreeMap<>(
            Map.of(
                "GOTOOLCHAIN", "local",
                "GOOS", "plan9",
                "NODE_ENV", "production",
                "PIP_TARGET", "/tmp/elsewhere",
                "GOPROXY", "https://proxy.example",
                "HTTPS_PROXY", "http://proxy.example:3128"));

    Commands.surround(environment, Map.of("GOBIN", "/tmp/bin", "HTTPS_PROXY", ""));

    assertThat(environment)
        .containsEntry("GOTOOLCHAIN", "auto")
        .containsEntry("GOPROXY", "https://proxy.example")
        .containsEntry("GOBIN", "/tmp/bin")
        .doesNotContainKeys("GOOS", "NODE_ENV", "PIP_TARGET", "HTTPS_PROXY");
  }

  private static Optional<String> ask(String script) {
    return Commands.ask(List.of("/bin/sh", "-c", script), LONG);
  }

  private void run(String script, Duration limit) throws InterruptedException {
    run(List.of("/bin/sh", "-c", script), limit);
  }

  private void run(List<String> line, Duration limit) throws InterruptedException {
    new Commands("tool v1", folder.resolve("log"))
        .run(line, folder, Map.of("ADDED", "added"), limit);
  }

  private boolean started() throws IOException {
    return Files.exists(folder.resolve("child")) && Files.size(folder.resolve("child")) > 0;
  }

  private long childPid() throws IOException {
    return Long.parseLong(Files.readString(folder.resolve("child")).strip());
  }

  /** A dead process may wait to be buried by an init that is slow. */
  private static boolean alive(long pid) throws IOException {
    Path stat = Path.of("/proc/" + pid + "/stat");
    return Files.exists(stat) && !Files.readString(stat).contains(") Z ");
  }

  @Test
  void bothStreamsAreInTheLogAndWhatMakesOrAnswersGetsTheSameSurroundings() throws Exception {
    String seen = "echo $GOTOOLCHAIN/$GOFLAGS/$GOWORK; echo $PATH";
    run(seen, LONG);
    run("echo out; echo err >&2; echo $ADDED", LONG);
    assertThat(folder.resolve("log"))
        .content()
        .contains("auto/-mod=readonly/off\n", "/usr/sbin", "out", "err", "$ /bin/sh", "added");
    assertThat(ask(seen).orElseThrow()).startsWith("auto/-mod=readonly/off").contains("/usr/sbin");
    assertThat(ask("echo 'go: warning: GOPATH set to GOROOT' >&2; echo go1.26.0"))
        .as("a warning is no part of an answer")
        .hasValue("go1.26.0");
    assertThat(ask("echo go1.26.0; exit 1")).isEmpty();
  }

  @Test
  void aProgramThatDoesNotAnswerInTimeIsNotWaitedForAndALongAnswerIsWhole() {
    assertThat(Commands.ask(List.of("sleep", "60"), Duration.ofMillis(200))).isEmpty();
    assertThat(ask("seq 100000").orElseThrow()).endsWith("\n100000");
  }
}

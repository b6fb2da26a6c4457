package kubetraining.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import kubetraining.host.Texts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lab that is on one engine while another one, or none, is asked. */
final class OtherEngineTest {
  /** Where a lab is remembered, below the folder of states. */
  private static final String RECORD = "kube-training/labs/training/lab.json";

  @TempDir Path folder;
  private Path socket;
  private Path lab;
  private Stranger stranger;

  @BeforeEach
  void aLabOnAnEngine() throws IOException {
    socket = folder.resolve("docker.sock");
    lab = lab(folder.resolve("state"), "engine-of-the-test", "unix://" + socket);
    stranger =
        Stranger.here()
            .with("XDG_STATE_HOME", folder.resolve("state").toString())
            .with("DOCKER_HOST", "unix://" + socket);
  }

  /** The file that remembers a lab, as a run writes it. */
  private static Path lab(Path state, String engine, String address) throws IOException {
    Path record = state.resolve(RECORD);
    Files.createDirectories(record.getParent());
    return Files.writeString(
        record,
        Texts.of(
            """
            {"kind": "embedded", "networkRange": "10.42.0.0/16", "createdAt": "2026-01-02T03:04:05Z",
             "engine": {"id": "%1$s", "data": "/var/lib/%1$s", "address": "%2$s"}}\
            """,
            engine, address));
  }

  @ParameterizedTest
  @ValueSource(strings = {"down", "sweep", "status", "up"})
  void aLabOfAnotherEngineStaysAndIsSaidToBeThere(String command) {
    try (var other =
        FakeEngine.at(folder.resolve("other.sock"))
            .as("b", "Engine", System.getProperty("os.version"))) {
      stranger.with("DOCKER_HOST", other.address());
      String outcome = stranger.training(command).failsWith(2);
      assertThat(outcome)
          .contains("lab 'training' is on the container engine that was at unix://" + socket)
          .contains("export DOCKER_HOST=unix://" + socket, "rm -r " + lab.getParent())
          .doesNotContain("is gone,");
      assertThat(other.changes()).isEmpty();
      assertThat(Files.exists(lab)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"down", "sweep", "status", "down --name other"})
  void ofAnEngineThatDoesNotAnswerNothingIsSaidToBeDone(String command) {
    String outcome = stranger.training(command.split(" ")).failsWith(2);
    assertThat(outcome)
        .contains("what is left of labs cannot be known, and nothing was changed")
        .contains("unix://" + socket + " (by DOCKER_HOST), but nothing answers there")
        .doesNotContain("is gone,", "nothing was left");
    assertThat(Files.exists(lab)).isTrue();
  }

  @Test
  void aLabWhoseEngineIsReachedByAnotherAddressIsGivenBack() throws IOException {
    try (var same = FakeEngine.at(folder.resolve("moved.sock"))) {
      stranger.with("DOCKER_HOST", same.address());
      String outcome = stranger.training("down").succeeds();
      assertThat(outcome).contains("lab 'training' is gone");
      assertThat(Files.exists(lab)).isFalse();
    }
  }

  /** An engine that takes connections and never answers, as {@code kill -STOP} leaves it. */
  @Test
  @Timeout(value = 90, unit = TimeUnit.SECONDS)
  void everyCommandEndsAndNamesTheSilence() throws Exception {
    try (var engine = FakeEngine.silentAt(folder.resolve("docker.sock"))) {
      var commands = List.of("doctor", "down", "status", "sweep", "up");
      for (String command : commands) {
        lab(folder.resolve(command), "engine-of-the-test", engine.address());
      }
      // All at once, since each waits as long as an engine may take for its first answer.
      var all = Executors.newCachedThreadPool();
      var outcomes =
          all.invokeAll(
              commands.stream().map(command -> typed(command, engine.address())).toList());
      all.shutdown();
      for (int each = 0; each < commands.size(); each++) {
        var outcome = outcomes.get(each).get();
        assertThat(outcome.output())
            .as(commands.get(each))
            .contains(engine.address(), "did not answer within 10 s", "unset DOCKER_HOST")
            .doesNotContain("is gone", "nothing was left");
        assertThat(outcome.exitCode())
            .as(outcome.output())
            .isEqualTo(commands.get(each).equals("doctor") ? 1 : 2);
        assertThat(folder.resolve(commands.get(each)).resolve(RECORD)).exists();
      }
    }
  }

  private Callable<Stranger.Outcome> typed(String command, String engine) {
    return () ->
        Stranger.here()
            .with("DOCKER_HOST", engine)
            .with("XDG_STATE_HOME", folder.resolve(command).toString())
            .training(command);
  }
}

package kubetraining.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kubetraining.host.Texts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lab that is on one engine while another one, or none, is asked. */
final class OtherEngineTest {
  /** Where a lab is remembered, below the folder of states. */
  static final String RECORD = "kube-training/labs/training/lab.json";

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
  static Path lab(Path state, String engine, String address) throws IOException {
    Path record = state.resolve(RECORD);
    Files.createDirectories(record.getParent());
    return Files.writeString(
        record,
        Texts.of(
            """
        {"kind": "embedded", "networkRange": "10.42.0.0/16", "createdAt": "2026-01-02T03:04:05Z",
         "engine": {"id": "%1$s", "data": "/var/lib/%1$s", "address": "%2$s"}}""",
            engine, address));
  }

  @ParameterizedTest
  @ValueSource(strings = {"down", "sweep", "status", "up"})
  void aLabOfAnotherEngineStaysAndIsSaidToBeThere(String command) {
    try (var other = FakeEngine.at(folder.resolve("other.sock")).as("b", "Engine", kernel())) {
      stranger.with("DOCKER_HOST", other.address());
      var outcome = stranger.training(command);
      assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(2);
      assertThat(outcome.output())
          .contains("lab 'training' is on the container engine that was at unix://" + socket)
          .contains("export DOCKER_HOST=unix://" + socket)
          .contains("rm -r " + lab.getParent())
          .doesNotContain("is gone,");
      assertThat(other.changes()).isEmpty();
      assertThat(Files.exists(lab)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"down", "sweep", "status"})
  void ofAnEngineThatDoesNotAnswerNothingIsSaidToBeDone(String command) {
    var outcome = stranger.training(command);
    assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(2);
    assertThat(outcome.output())
        .contains("what is left of labs cannot be known, and nothing was changed")
        .contains("unix://" + socket + " (by DOCKER_HOST), but nothing answers there")
        .doesNotContain("is gone,")
        .doesNotContain("nothing was left");
    assertThat(Files.exists(lab)).isTrue();
  }

  @Test
  void aLabWhoseEngineIsReachedByAnotherAddressIsGivenBack() throws IOException {
    try (var same = FakeEngine.at(folder.resolve("moved.sock"))) {
      stranger.with("DOCKER_HOST", same.address());
      var outcome = stranger.training("down");
      assertThat(outcome.exitCode()).as(outcome.output()).isZero();
      assertThat(outcome.output()).contains("lab 'training' is gone");
      assertThat(Files.exists(lab)).isFalse();
    }
  }

  @Test
  void aLabNobodyRemembersIsNotSaidToBeAbsentWhereNoEngineAnswers() {
    var outcome = stranger.training("down", "--name", "other");
    assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(2);
    assertThat(outcome.output()).contains("cannot be known").doesNotContain("there is no lab");
  }

  private static String kernel() {
    return System.getProperty("os.version");
  }
}

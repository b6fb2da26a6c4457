package kubetraining.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmptyVariablesTest {
  @Test
  void aRunTakesThemAsNotSetAndWritesNoKeyIntoTheCheckout(@TempDir Path folder) throws Exception {
    var stranger = Stranger.inCopy(folder.resolve("checkout"));
    List.of(
            "XDG_CONFIG_HOME",
            "XDG_CACHE_HOME",
            "CI",
            "TERM",
            "JAVA_HOME",
            "DOCKER_HOST",
            "GIT_DIR",
            "TRAINING_LAB",
            "TRAINING_LAB_NAME",
            "TRAINING_LAB_HOURS",
            "TRAINING_SIGNING_KEY",
            "TRAINING_ALLOW_NOT_ATTEMPTED")
        .forEach(name -> stranger.with(name, ""));
    // XDG asks to ignore a path that is not absolute, too.
    stranger.with("XDG_STATE_HOME", "state");
    Path home = Files.createDirectory(folder.resolve("home"));

    var seen = new RunWithoutLab(stranger).in(home);

    assertThat(seen.exitCode()).as(seen.output()).isZero();
    assertThat(home.resolve(".config/kube-training/signing-key.pem")).isRegularFile();
    assertThat(stranger.checkout().resolve("kube-training")).doesNotExist();
    assertThat(stranger.checkout().resolve("state")).doesNotExist();
  }

  @Test
  void theLauncherStartsAndIgnoresThem(@TempDir Path folder) {
    var stranger = Stranger.inCopy(folder.resolve("checkout"));

    var seen =
        stranger
            .with("JAVA_HOME", "")
            .with("XDG_STATE_HOME", "")
            .with("CDPATH", "")
            .with("TRAINING_ARTIFACTS_SOURCE", "packages")
            .with("TRAINING_LAB_NAME", "")
            .training("artifacts", "list");

    assertThat(seen.exitCode()).as(seen.output()).isZero();
    assertThat(stranger.checkout().resolve("kube-training")).doesNotExist();
  }
}

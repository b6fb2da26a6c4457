package kubetraining.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FirstLookTest {
  @Test
  void mavenAndTheLauncherWorkInACopy(@TempDir Path folder) {
    var stranger = Stranger.inCopy(folder.resolve("checkout"));

    var version = stranger.training("--version");
    assertThat(version.exitCode()).as(version.output()).isZero();
    assertThat(version.output()).contains("kube-training");

    var preflight = stranger.mvn("exec:java@preflight", "-Dcucumber.filter.tags=@spark");
    assertThat(preflight.exitCode()).as(preflight.output()).isZero();

    var mistyped = stranger.mvn("exec:java@preflight", "-Dcucumber.filter.tags=@sprak");
    assertThat(mistyped.exitCode()).as(mistyped.output()).isNotZero();
    assertThat(mistyped.output()).contains("@sprak");
  }
}

package kubetraining.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpacesInPathsTest {
  private static final String NAME = "ann's \u00e4 %41%2F #1 $x [a] \"b\" & c; +";

  @Test
  void theProjectAndAllThatItWritesMayLieAnywhere(@TempDir Path folder) throws Exception {
    Path odd = Files.createDirectory(folder.resolve(NAME));
    var stranger = Stranger.inCopy(odd.resolve("check out"));
    stranger.with("TRAINING_ARTIFACTS_SOURCE", "packages");
    for (String each : new String[] {"CONFIG", "CACHE", "STATE"}) {
      stranger.with("XDG_" + each + "_HOME", odd.resolve(each).toString());
    }

    var listed = stranger.training("artifacts", "list");
    assertThat(listed.exitCode()).as(listed.output()).isZero();
    assertThat(listed.output()).contains("kubernetes").doesNotContain("\tat ");
    assertThat(stranger.checkout().resolve("reports/log/training.log")).isRegularFile();

    var run = new RunWithoutLab(stranger).in(Files.createDirectory(folder.resolve("home")));
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(odd.resolve("CONFIG/kube-training/signing-key.pem")).isRegularFile();

    var verified = stranger.training("verify", "reports/certificate.zip");
    assertThat(verified.exitCode()).as(verified.output()).isZero();
  }

  @Test
  void theLauncherStartsThereAlsoInALanguageWithoutUtf8(@TempDir Path folder) {
    var stranger = Stranger.inCopy(folder.resolve(NAME));

    var seen = stranger.with("LANG", "C").with("LC_ALL", "C").training("--version");

    assertThat(seen.exitCode()).as(seen.output()).isZero();
    assertThat(seen.output()).contains("kube-training");
  }

  @Test
  void aColonPartsAClassPathAndIsRefusedInOneMessage(@TempDir Path folder) {
    var stranger = Stranger.inCopy(folder.resolve("a:b"));

    var seen = stranger.training("--version");

    assertThat(seen.exitCode()).isEqualTo(2);
    assertThat(seen.output().lines()).hasSize(1);
    assertThat(seen.output()).contains("a:b has a colon");
  }
}
